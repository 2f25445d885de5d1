// @generated automatically by Diesel CLI.

diesel::table! {
    affiliations (finess, rpps_number) {
        finess -> Text,
        rpps_number -> Text,
        organization_sort_name -> Text,
        worker_sort_name -> Text,
        mode -> Nullable<Text>,
        role -> Nullable<Text>,
        entry_id -> Text,
        source -> Text,
        completed_by_hand -> Text,
        selection_id -> Text,
        created_at -> Int8,
        created_by -> Text,
    }
}

diesel::table! {
    browsers (token_hash, email) {
        token_hash -> Text,
        email -> Text,
        used_at -> Int8,
    }
}

diesel::table! {
    changes (id) {
        id -> Text,
        finess -> Nullable<Text>,
        rpps_number -> Nullable<Text>,
        fact -> Text,
        registered -> Text,
        directory -> Nullable<Text>,
        found_at -> Int8,
        state -> Text,
    }
}

diesel::table! {
    comparisons (source) {
        source -> Text,
        directory_at -> Int8,
        at -> Int8,
        outcome -> Text,
    }
}

diesel::table! {
    events (id) {
        id -> Text,
        at -> Int8,
        actor -> Text,
        selection_id -> Nullable<Text>,
        kind -> Text,
        finess -> Nullable<Text>,
        rpps_number -> Nullable<Text>,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
    }
}

diesel::table! {
    invitations (token_hash) {
        token_hash -> Text,
        email -> Nullable<Text>,
        role -> Text,
        until -> Int8,
        used_at -> Nullable<Int8>,
        created_by -> Text,
    }
}

diesel::table! {
    organizations (finess) {
        finess -> Text,
        name -> Text,
        finess_justice -> Nullable<Text>,
        ident_tech_structure -> Nullable<Text>,
        activity_segment_code -> Nullable<Text>,
        activity_segment_name -> Nullable<Text>,
        building_number -> Nullable<Text>,
        street -> Nullable<Text>,
        postcode -> Nullable<Text>,
        city -> Nullable<Text>,
        department -> Nullable<Text>,
        phone_number -> Nullable<Text>,
        email -> Nullable<Text>,
        sort_name -> Text,
        search_text -> Text,
        selection_id -> Text,
        created_at -> Int8,
        created_by -> Text,
        sort_town -> Text,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        id -> Text,
        email -> Text,
        begun_at -> Int8,
        used_at -> Int8,
        until -> Int8,
        client -> Text,
    }
}

diesel::table! {
    staff (email) {
        email -> Text,
        name -> Text,
        role -> Text,
        language -> Nullable<Text>,
        password_hash -> Text,
        created_at -> Int8,
        created_by -> Text,
    }
}

diesel::table! {
    tokens (hash) {
        hash -> Text,
        name -> Text,
        scope -> Text,
        created_at -> Int8,
        created_by -> Text,
        last_used_at -> Nullable<Int8>,
    }
}

diesel::table! {
    workers (rpps_number) {
        rpps_number -> Text,
        last_name -> Text,
        first_name -> Text,
        profession_name -> Text,
        profession_code -> Nullable<Text>,
        gender -> Nullable<Text>,
        skills -> Text,
        phone_number -> Nullable<Text>,
        email -> Nullable<Text>,
        secure_email -> Text,
        sort_name -> Text,
        search_text -> Text,
        selection_id -> Text,
        created_at -> Int8,
        created_by -> Text,
    }
}

diesel::joinable!(browsers -> staff (email));
diesel::joinable!(sessions -> staff (email));

diesel::allow_tables_to_appear_in_same_query!(
    affiliations,
    browsers,
    changes,
    comparisons,
    events,
    invitations,
    organizations,
    sessions,
    staff,
    tokens,
    workers,
);
