# The texts of the pages in French. Spaces before high punctuation are no-break spaces.
# `…_shown` is the number with its digits grouped.

## Around every page

skip = Aller au contenu
nav = Navigation
nav-search = Rechercher
nav-organizations = Organisations
nav-workers = Professionnels
nav-history = Historique
nav-changes = Changements ({ $count })
demo-label = Démonstration
demo-banner = Annuaire de démonstration : ces personnes et ces lieux sont inventés. Pour chercher dans l’annuaire national, lancez :
directory-demo = Annuaire de démonstration
directory-company = Annuaire de l’entreprise
directory-national = Annuaire national
directory-national-of = Annuaire national du { $day }
directory-copy = Double de cet annuaire
directory-none = Aucun annuaire chargé
stand-in = L’annuaire de l’entreprise ne répond pas. À sa place : { $directory }, { $age }.
age =
    { $days ->
        [0] d’aujourd’hui
        [1] d’hier
       *[other] vieux de { $days_shown } jours
    }
age-of-import =
    { $days ->
        [0] importé aujourd’hui
        [1] importé hier
       *[other] importé il y a { $days_shown } jours
    }
age-in-hours =
    { $hours ->
        [0] importé il y a moins d’une heure
        [1] importé il y a une heure
       *[other] importé il y a { $hours_shown } heures
    }
ago-hours =
    { $hours ->
        [0] il y a moins d’une heure
        [1] il y a une heure
       *[other] il y a { $hours_shown } heures
    }
ago-days =
    { $days ->
        [1] il y a un jour
       *[other] il y a { $days_shown } jours
    }
credit = Données : RPPS, Agence du Numérique en Santé
today = aujourd’hui
undo = Annuler
undo-line = Annuler : { $sentence }
back = Retour
back-to-search = Retour à la recherche
retry = Réessayer
way-organizations = Voir les organisations
way-workers = Voir les professionnels
way-history = Voir l’historique
first-page = Première page
next-page = Page suivante
older = Plus ancien
more = Afficher plus de lieux

## The search

search-title = Rechercher
search-label = Qui cherchez-vous ?
search-button = Rechercher
search-hint = Nom, prénom, profession, ville, RPPS ou FINESS, dans n’importe quel ordre.
sort-label = Trier par :
sort-relevance = pertinence
sort-name = nom
sort-town = ville
sort-date = date
refine = Préciser la recherche
search-nothing-asked = Tapez quelques lettres : les résultats s’affichent au fur et à mesure.
search-nothing-found = Rien ne correspond à « { $text } ».
search-nothing-found-short = Aucun résultat
search-only-near-short = Aucun résultat tel quel ; des orthographes proches suivent
search-nothing-passes = Rien ne correspond à ces filtres.
search-unreachable = Carnet ne répond pas.
search-unreachable-advice = Votre connexion est peut-être coupée ; ce que vous avez tapé est gardé.
search-unknown = Introuvable : « { $words } ».
search-cut = Ce sont les { $count_shown } premiers lieux d’exercice. Ajoutez un mot ou un filtre pour en voir d’autres.
search-tip-number = Un RPPS a 11 chiffres, un FINESS 9 caractères, un code postal 5 chiffres.
search-tip-without = Chercher sans « { $word } »
search-tip-filters = Chercher sans les filtres
search-near = Orthographe proche de « { $text } »
search-doubtful = Le numéro { $number } est inhabituel : sa clé de contrôle est fausse. Vérifiez la saisie.
search-ignores-clients = Cet annuaire ne dit pas qui est client : tous les lieux sont affichés.
search-ignores-mode = Cet annuaire ne se laisse pas chercher par mode d’exercice : tous les modes sont affichés.
search-ignores-skill = Cet annuaire ne se laisse pas chercher par spécialité : ce critère est ignoré.
search-ignores-kind = Cet annuaire ne se laisse pas chercher par genre d’activité : ce critère est ignoré.
search-no-secure-emails = L’annuaire chargé ne donne aucune adresse de messagerie sécurisée.
results = Résultats
filters = Filtrer
filter-any = Tous
filter-any-profession = Toutes
filter-apply = Appliquer
filter-profession = Profession
filter-department = Département
filter-town = Ville
filter-sector = Secteur d’activité
filter-clients = Clients seulement
filter-since = Au carnet depuis le
filter-by = Enregistré par
filter-anyone = Tout le monde
filter-none = Retirer les filtres
filter-chosen = { $filter } : { $value }
filter-remove = Retirer le filtre
criteria = Plus de critères
field-identifier = Identifiant national (RPPS, FINESS)
field-identifier-adeli = Identifiant (RPPS, ADELI, FINESS)
field-last-name = Nom
field-first-name = Prénom
field-skill = Spécialité
field-organization = Organisation
field-street = Rue
field-postcode = Code postal
field-secure-email = Messagerie sécurisée (MSSanté)
field-kind = Genre d’activité
actor-local = sans compte
actor-cli = ligne de commande
found-people =
    { $count ->
        [one] { $count_shown } personne
       *[other] { $count_shown } personnes
    }
found-places =
    { $count ->
        [one] { $count_shown } lieu d’exercice
       *[other] { $count_shown } lieux d’exercice
    }
namesakes = { $count_shown } personnes de ce nom sur cette page
no-rpps = sans RPPS
place-unnamed = Lieu sans nom
place-no-address = Adresse inconnue

## What a place is, and what can be done

state-here = déjà au carnet, depuis le { $day }
state-here-today = déjà au carnet, depuis aujourd’hui
state-organization-known = organisation connue
state-organization-new = organisation nouvelle
state-worker-known = personne connue
state-worker-new = personne nouvelle
state-finess-doubtful = FINESS à vérifier
state-rpps-doubtful = RPPS à vérifier
state-doubtful = à vérifier
category-student = étudiant ou étudiante
state-client = client
state-by-hand = complété à la main
state-demo = démonstration
missing-finess = FINESS manquant
missing-registered-name = nom de l’organisation manquant
missing-rpps-number = RPPS manquant
missing-last-name = nom manquant
missing-first-name = prénom manquant
missing-profession = profession manquante
mode-self-employed = exercice libéral
mode-salaried = exercice salarié
mode-volunteer = exercice bénévole
button-register = Enregistrer
button-add = Ajouter à cette organisation
button-link = Lier à cette organisation
button-complete = Compléter…
button-see = Voir
no-button-rpps = Sans RPPS, pas d’enregistrement possible
no-button-name = Sans nom, pas d’enregistrement possible

## One entry before it is registered

new-title = Enregistrer ce professionnel
new-title-here = Déjà au carnet
new-title-incomplete = Compléter avant d’enregistrer
new-title-impossible = Enregistrement impossible
completion-refused = Rien n’a encore été enregistré :
completion-organization = Dans quelle organisation ?
completion-organization-hint = L’annuaire ne donne pas le FINESS de ce lieu. Choisissez l’organisation parmi celles qui sont connues.
completion-search-hint = L’annuaire ne donne pas le FINESS de ce lieu. Cherchez l’organisation par son nom, sa ville ou son FINESS.
completion-name-hint = L’annuaire donne le FINESS de ce lieu sans son nom. Le voici tel qu’il est connu ailleurs.
completion-named-nowhere = L’annuaire donne le FINESS de ce lieu sans son nom, et aucun autre professionnel de ce lieu ne le donne non plus. L’enregistrement sera possible dès que l’annuaire le nommera.
completion-search = Chercher une autre organisation
completion-search-first = Chercher une organisation
completion-search-placeholder = Nom, ville ou FINESS
completion-search-button = Chercher
completion-doubtful = Le FINESS { $number } n’est pas valable : sa clé de contrôle est fausse. Vérifiez la saisie.
completion-nothing-found = Aucune organisation ne correspond à « { $text } ».
completion-first-name = Prénom
completion-first-name-refused = prénom à corriger : 100 caractères au plus, sans saut de ligne ni caractère invisible
completion-profession = Profession
completion-profession-choose = Choisissez une profession
choices-same-place = À la même adresse
choices-same-site = Sous le même SIRET
choices-same-street = Dans la même rue
choices-other-places = Autres lieux de cette personne
choices-searched = Organisations trouvées
choices-same-number = Sous le même FINESS
gone-title = Ce lieu n’est plus dans l’annuaire
gone-text = L’annuaire a changé depuis votre recherche. Rien n’a été enregistré.
unheard-title = Ce lieu est introuvable pour l’instant
unheard-text = L’annuaire de secours ne le contient pas. Rien n’a été enregistré ; réessayez dans un instant.
gone-search-person = Chercher cette personne
several-title = Lequel de ces lieux ?
several-text = L’annuaire a changé depuis votre recherche, et plusieurs lieux correspondent. Rien n’a encore été enregistré.
also-title = Déjà au carnet, ailleurs
also-here = Ce lieu de { $worker } est déjà au carnet, complété avec { $organization } ({ $day }).
also-nothing-yet = Rien n’a changé pour le moment. Un second lien n’est utile que si cette personne travaille aussi là.
also-see = Voir { $organization }
also-link = Lier aussi à { $organization }

## What was done

selected-both-created = { $worker } et { $organization } entrent au carnet, avec leur lien.
selected-worker-created = { $worker } entre au carnet, avec un lien vers { $organization }, déjà au carnet.
selected-organization-created = { $organization } entre au carnet, avec un lien vers { $worker }, déjà au carnet.
selected-link-created = Nouveau lien entre { $worker } et { $organization }, qui étaient déjà au carnet.
selected-nothing-created = Rien n’a changé : { $worker } est déjà au carnet chez { $organization }.
selected-finess-doubtful = Le FINESS { $number } vient de l’annuaire, mais sa clé de contrôle est fausse : à vérifier.
selected-rpps-doubtful = Le RPPS { $number } vient de l’annuaire, mais sa clé de contrôle est fausse : à vérifier.
selected-by-hand = Ce que vous avez complété est marqué dans l’historique.
undone-link = Le lien entre { $worker } et { $organization } est retiré.
undone-link-gone = Le lien avait déjà été retiré.
undone-link-changed = Le lien a été refait depuis : il reste.
undone-worker = { $worker } n’est plus au carnet.
undone-worker-linked = { $worker } reste au carnet, avec un lien vers une autre organisation.
undone-worker-known = { $worker } reste au carnet, comme avant.
undone-organization = { $organization } n’est plus au carnet.
undone-organization-linked = { $organization } reste au carnet, avec des liens vers d’autres professionnels.
undone-organization-known = { $organization } reste au carnet, comme avant.
undo-too-late = Rien n’a changé : un enregistrement s’annule dans la journée. Vous pouvez retirer le lien depuis la page de l’organisation.
undo-not-yours = Rien n’a changé : seule la personne qui a enregistré peut annuler, ou l’administration.
undo-unknown = Rien n’a changé : il n’y a rien à annuler.
undo-done-already = Rien n’a changé : cet enregistrement a déjà été annulé.
removed-affiliation = Le lien entre { $worker } et cette organisation est retiré.
removed-organization = { $organization } n’est plus au carnet.
removed-worker = { $worker } n’est plus au carnet.

## The listings

nothing-registered = Le carnet est encore vide. Cherchez une première personne :
listing-all = Tout afficher
listing-among-organizations = Chercher parmi les organisations
listing-among-workers = Chercher parmi les professionnels
listing-search-directory = Chercher dans l’annuaire
organizations-label = Nom, ville, FINESS, ou professionnel qui y travaille
organizations-none-found = Aucune organisation du carnet ne correspond.
organizations-through-workers = Aucune organisation ne s’appelle ainsi : voici où travaillent les professionnels trouvés.
organizations-also-through-workers = Certaines ne s’appellent pas ainsi : un professionnel trouvé par ces mots y travaille.
organizations-in-parts = Une partie des mots est celle de l’organisation, l’autre celle d’un professionnel qui y travaille.
organizations-none-called = Aucune organisation ne s’appelle ainsi.
organizations-too-wide = Trop de professionnels portent ces mots pour que Carnet regarde où chacun travaille. Ajoutez un mot, par exemple un prénom, ou cherchez parmi les professionnels.
organizations-about = environ { $count_shown } organisations
organizations-count =
    { $count ->
        [one] { $count_shown } organisation
       *[other] { $count_shown } organisations
    }
organizations-more-than = Plus de { $count_shown } organisations
organization-no-worker = Aucun professionnel n’est lié à cette organisation.
organization-search-workers = Chercher ses professionnels
organization-more-workers =
    { $count ->
        [one] et { $count_shown } autre professionnel
       *[other] et { $count_shown } autres professionnels
    }
workers-label = Nom, prénom, profession, RPPS, ou lieu d’exercice
workers-none-found = Aucun professionnel du carnet ne correspond.
workers-through-organizations = Aucun professionnel ne s’appelle ainsi : voici qui travaille dans les organisations trouvées.
workers-also-through-organizations = Certains ne s’appellent pas ainsi : ils travaillent dans une organisation trouvée par ces mots.
workers-in-parts = Une partie des mots est celle du professionnel, l’autre celle d’une organisation où il travaille.
workers-none-called = Aucun professionnel ne s’appelle ainsi.
workers-too-wide = Trop d’organisations portent ces mots pour que Carnet regarde qui travaille dans chacune. Ajoutez un mot, par exemple une ville, ou cherchez parmi les organisations.
workers-about = environ { $count_shown } professionnels
workers-count =
    { $count ->
        [one] { $count_shown } professionnel
       *[other] { $count_shown } professionnels
    }
workers-more-than = Plus de { $count_shown } professionnels
worker-no-organization = Aucune organisation n’est liée à cette personne.
worker-search-places = Chercher ses lieux d’exercice
worker-other-places = Ses lieux d’exercice dans l’annuaire
worker-more-organizations =
    { $count ->
        [one] et { $count_shown } autre organisation
       *[other] et { $count_shown } autres organisations
    }
column-worker = Professionnel
column-organization = Organisation
column-profession = Profession
column-address = Adresse
column-since = Depuis
column-action = Action
record = Fiche
record-legal = Entité juridique
record-address = Adresse
record-phone = Téléphone
record-email = Courriel
record-secure-email = Messagerie sécurisée
record-by-hand = Complété à la main
record-since = Au carnet depuis

## Removing

remove-link = Retirer…
remove-affiliation-label = Retirer { $worker }…
remove-organization-label = Retirer de { $organization }…
remove-button = Retirer
remove-keep = Garder
remove-goes = Ce qui part
remove-stays = Ce qui reste
remove-history-stays = L’historique.
remove-affiliation-question = Retirer { $worker } de { $organization } ?
remove-affiliation-goes = Le lien entre les deux.
remove-affiliation-stays = { $worker } et { $organization } restent au carnet.
remove-organization-button = Retirer l’organisation…
remove-organization-question = Retirer { $organization } du carnet ?
remove-organization-goes = L’organisation et ses coordonnées.
remove-organization-linked =
    { $count ->
        [one] { $count_shown } professionnel y est encore lié : retirez-le d’abord.
       *[other] { $count_shown } professionnels y sont encore liés : retirez-les d’abord.
    }
remove-worker-button = Retirer ce professionnel…
remove-worker-question = Retirer { $worker } du carnet ?
remove-worker-goes = La personne et ses coordonnées.
remove-worker-linked =
    { $count ->
        [one] { $count_shown } organisation y est encore liée : retirez d’abord le lien.
       *[other] { $count_shown } organisations y sont encore liées : retirez d’abord les liens.
    }

## Forgetting a person

forget-link = Oublier cette personne…
forget-question = Oublier { $worker } ?
forget-button = Oublier définitivement
forget-warning = C’est définitif : personne ne pourra l’annuler.
forget-goes-person = La personne et ses coordonnées.
forget-goes-links =
    { $count ->
        [one] Son lien avec { $count_shown } organisation.
       *[other] Ses liens avec { $count_shown } organisations.
    }
forget-goes-history =
    { $count ->
        [one] Son nom, son numéro et ses autres données, dans { $count_shown } ligne de l’historique.
       *[other] Son nom, son numéro et ses autres données, dans { $count_shown } lignes de l’historique.
    }
forget-stays-history = Dans l’historique, ce qui s’est fait, quand et par qui ; et qu’une personne a été oubliée.
forget-stays-directory = Ce que dit l’annuaire : la personne peut y être trouvée, et enregistrée de nouveau.
forget-stays-copies = Les sauvegardes et les fichiers déjà exportés, où elle est encore.
forgotten = La personne est oubliée. Les restes dans les fichiers de la base sont effacés dans les minutes qui suivent.

## Exports

export-organizations = Organisations
export-workers = Professionnels
export-affiliations = Liens
export-finess = FINESS
export-rpps = RPPS
export-sector-code = Code du secteur
export-building-number = Numéro
export-street = Rue
export-postcode = Code postal
export-structure = Identifiant de la structure
export-last-name = Nom
export-first-name = Prénom
export-profession-code = Code de la profession
export-skills = Savoir-faire
export-gender = Sexe
export-mode = Mode d’exercice
export-role = Rôle
export-entry = Entrée de l’annuaire
export-source = Source
export-linked-at = Lié le
export-linked-by = Lié par
export-cut-title = À savoir
export-cut = Excel ne tient que { $count_shown } lignes par feuille : les suivantes manquent ici. Le fichier CSV les a toutes.
export-too-long = Une feuille d’Excel ne tient que 1 048 575 lignes : le fichier CSV les a toutes.
export-label = Télécharger :
links-about = environ { $count_shown } liens :
links-count =
    { $count ->
        [one] { $count_shown } lien :
       *[other] { $count_shown } liens :
    }
links-more-than = plus de { $count_shown } liens :

## History

history-empty = Rien n’a encore été enregistré.
history-who = Par
history-kind = Quoi
history-any-kind = Tout
history-since = Depuis le
history-until = Jusqu’au
history-organization = FINESS
history-worker = RPPS
history-none = Rien de tel ne s’est passé.
history-before = Avant
history-changed = Ce qui a changé
history-became = { $old }, puis { $new }
history-all = Tout l’historique
error-number = Ce numéro ne se lit pas : un RPPS a 11 chiffres, un FINESS 9 caractères.
kind-organization-created = organisation enregistrée
kind-worker-created = personne enregistrée
kind-affiliation-created = lien créé
kind-completed-by-hand = complété à la main
kind-affiliation-removed = lien retiré
kind-worker-removed = personne retirée
event-worker-forgotten = Une personne a été oubliée, à sa demande
kind-worker-forgotten = personne oubliée
event-someone = une personne oubliée
kind-organization-removed = organisation retirée
kind-organization-updated = organisation mise à jour
kind-worker-updated = personne mise à jour
event-organization-updated = Organisation mise à jour : { $organization }
event-worker-updated = Personne mise à jour : { $worker }
kind-staff-added = compte créé
kind-staff-changed = rôle d’un compte changé
kind-staff-removed = compte retiré
kind-token-added = jeton créé
kind-token-removed = jeton retiré
event-organization-created = Organisation enregistrée : { $organization }
event-worker-created = Personne enregistrée : { $worker }
event-affiliation-created = Lien créé : { $worker }, { $organization }
event-affiliation-removed = Lien retiré : { $worker }, { $organization }
event-worker-removed = Personne retirée : { $worker }
event-organization-removed = Organisation retirée : { $organization }
event-staff-added = Compte créé : { $staff }
event-staff-made-admin = Compte désormais administrateur : { $staff }
event-staff-made-staff = Compte désormais simple : { $staff }
event-staff-removed = Compte retiré : { $staff }
event-token-added = Jeton créé pour un programme : { $token }
event-token-removed = Jeton d’un programme retiré : { $token }
event-by-hand = complété à la main : { $facts }
event-undone = sélection annulée

## What has changed at the source

changes-title = Changements dans l’annuaire
changes-intro = Ce que l’annuaire dit aujourd’hui autrement que le carnet. Rien ne change tout seul.
changes-none = Aucun changement n’attend de décision.
changes-none-yet = Le carnet n’a pas encore été comparé à cet annuaire.
changes-compared = Comparé { $directory } ({ $day } à { $hour }).
changes-with-directory = à l’annuaire du { $day }
changes-with-file = à l’annuaire du fichier { $file }
changes-with-older = à un annuaire chargé { $day }
changes-with-gateway = à ce que dit la passerelle
changes-running = La comparaison est en cours ; rechargez la page dans un moment.
changes-failed = La dernière comparaison { $directory } ({ $day } à { $hour }) n’a pas abouti : l’annuaire ou la base n’a pas répondu. Ce qui suit date d’avant.
changes-compare = Comparer avec l’annuaire
changes-asked = La comparaison commence. Rechargez la page dans un moment.
change-registered = Au carnet
change-directory = Dans l’annuaire
change-last-name = Nom
change-first-name = Prénom
change-profession = Profession
change-name = Nom
change-place = Adresse
change-affiliation = Lien avec { $organization }
change-presence = Présence
change-here = présent
change-gone = n’y est plus
change-nothing = rien
change-take = Prendre la valeur de l’annuaire
change-remove-link = Retirer le lien
change-remove = Retirer du carnet, avec ses liens…
change-dismiss = Garder le carnet
change-of = { $action } ({ $fact } : { $name })
change-removal-links =
    { $count ->
        [one] 1 lien : { $names }.
       *[other] { $count_shown } liens : { $names }.
    }
change-removal-final = Aucun bouton ne permet de revenir en arrière, et l’annuaire ne l’a plus pour l’enregistrer à nouveau.
change-removed = { $name } : retiré du carnet, avec ses liens.
change-unlinked = { $name } : le lien a été retiré du carnet.
change-taken = { $name } : le carnet dit maintenant ce que dit l’annuaire.
change-dismissed = { $name } : le carnet reste comme il est.
change-over = Ce changement n’attend plus de décision : il a été traité, ou l’annuaire dit encore autre chose.

## L’API

api-title = L’API pour les programmes
api-link = API
api-token = Chaque appel porte un jeton, qu’un administrateur crée, de portée read ou write :
api-name = NOM
api-lists = Une liste se parcourt en renvoyant comme « after » ce qu’une réponse donne comme « next ». Les instants sont en UTC.
api-document = Le document OpenAPI 3.1 dont cette page est faite (en anglais)
api-parameters = Paramètres
api-required = obligatoire
api-example = Exemple :
api-answers = Réponses
api-answer = Exemple de réponse
api-bounds = De { $least_shown } à { $most_shown }, { $default_shown } par défaut.
api-may-fail = Problèmes :
api-problems = Problèmes
api-problems-how = Ce qui échoue reçoit une réponse application/problem+json (RFC 9457), dont le « type » finit par l’un de ces mots.

## Coming in

nav-staff = Comptes
nav-tokens = Jetons
nav-account = Votre compte, { $name }
sign-out = Se déconnecter
signed-out = Vous êtes déconnecté.
sign-in-title = Se connecter
sign-in-button = Se connecter
sign-in-for-selection = Votre session a pris fin. Rien n’est perdu : après la connexion, l’enregistrement vous est proposé à nouveau.
sign-in-wrong = L’adresse ou le mot de passe est faux.
sign-in-too-early =
    { $seconds ->
        [one] Trop d’essais. Réessayez dans { $seconds_shown } seconde.
       *[other] Trop d’essais. Réessayez dans { $seconds_shown } secondes.
    }
sign-in-help = Mot de passe oublié, ou pas encore de compte ? Demandez un lien à la personne qui administre Carnet.
oidc-button = Se connecter avec le compte de l’entreprise
oidc-issuer-down = Le site de connexion de l’entreprise ne répond pas. Réessayez, ou connectez-vous avec votre mot de passe.
oidc-refused = La connexion n’a pas abouti. Réessayez.
oidc-no-account = Cette adresse n’a pas de compte dans Carnet. Demandez-en un à la personne qui administre Carnet.
email = Adresse électronique
email-wrong = Cette adresse électronique n’est pas valable. Elle doit ressembler à lea@carnet.example.
password = Mot de passe
password-new = Nouveau mot de passe
password-again = Le même, encore une fois
password-current = Mot de passe actuel
password-hint = 12 caractères au moins. Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.
password-differs = Les deux mots de passe ne sont pas les mêmes.
password-too-short = Le mot de passe est trop court : il faut 12 caractères au moins.
password-too-long = Le mot de passe est trop long : 256 caractères au plus.
password-guessable = Ce mot de passe se devine facilement. Prenez quelques mots sans rapport entre eux.
password-current-wrong = Le mot de passe actuel est faux. Rien n’a changé.
password-current-too-early = Trop d’essais. Attendez une minute, puis réessayez.
name-wrong = Le nom manque, est trop long ou contient des caractères invisibles.
welcome-title = Créer votre compte
welcome-first = Le premier compte est celui d’un administrateur. Dès qu’il existe, il faut se connecter pour utiliser Carnet.
welcome-button = Créer le compte
welcome-password-title = Choisir un nouveau mot de passe
welcomed = Bienvenue, { $name }.
account-title = Votre compte
account-details = Vous
account-name = Prénom et nom
account-language = Langue
account-language-browser = Celle du navigateur
account-save = Enregistrer
account-saved = Votre compte est à jour.
account-password = Mot de passe
account-password-button = Changer le mot de passe
account-password-changed = Votre mot de passe est changé. Vos autres sessions ont pris fin.
account-sessions = Sessions
account-sessions-hint = Une session prend fin après 12 heures sans usage, et au plus tard après 7 jours.
account-session-ended = La session a pris fin.
column-browser = Navigateur
column-begun = Début
column-used = Dernier usage
column-role = Rôle
browser-unknown = Navigateur inconnu
session-own = cette session
session-end = Mettre fin
session-end-label = Mettre fin à la session { $browser } du { $moment }
staff-own = vous
role-staff = Équipe
role-admin = Administration
staff-make-admin = Nommer administrateur
staff-make-admin-label = Nommer administrateur : { $name }
staff-make-staff = Retirer l’administration
staff-make-staff-label = Retirer l’administration à { $name }
staff-new-password = Nouveau mot de passe…
staff-new-password-label = Nouveau mot de passe pour { $name }…
staff-remove-label = Retirer le compte de { $name }…
staff-invite-title = Inviter
staff-invite-hint = Carnet n’envoie pas de courriel : il affiche un lien, une seule fois, que vous transmettez vous-même.
staff-invite-button = Créer le lien
staff-link-invitation = Transmettez ce lien à { $email }. Il crée un compte du rôle « { $role } », sert une fois, dans les 24 heures, et ne sera plus affiché.
staff-link-password = { $email } a déjà un compte, du rôle « { $role } » : ce lien lui fait choisir un nouveau mot de passe. Il sert une fois, dans les 24 heures, et ne sera plus affiché.
staff-link-keeps-role = Le lien ne change pas ce rôle ; pour le changer, servez-vous du bouton sur la ligne du compte.
links-title = Liens en attente
column-made-by = Créé par
column-until = Valable jusqu’au
link-withdraw = Annuler le lien
link-withdraw-label = Annuler le lien pour { $email }, valable jusqu’au { $moment }
link-withdrawn = Le lien pour { $email } est annulé : il ne sert plus à rien.
link-gone = Ce lien n’était déjà plus bon. Rien n’a changé.
staff-make-staff-link = Retirer l’administration…
remove-admin-question = Retirer l’administration à { $name } ?
remove-admin-goes = L’accès aux comptes et aux jetons, et le droit d’oublier une personne, aussitôt.
remove-admin-links = Les liens en attente que cette personne a créés.
remove-admin-stays = Le compte, avec tout le travail quotidien.
staff-made-admin = { $email } fait désormais partie de l’administration.
staff-made-staff = { $email } ne fait plus partie de l’administration.
staff-last-admin = { $email } est seul à administrer Carnet : nommez d’abord quelqu’un d’autre. Rien n’a changé.
removed-staff = Le compte de { $email } est retiré, et ses sessions ont pris fin.
remove-staff-question = Retirer le compte de { $name } ?
remove-staff-goes = Le compte { $email }, et ses sessions, aussitôt.
remove-staff-stays = Ce que cette personne a enregistré, et l’historique, où son adresse reste écrite.
remove-staff-tokens = Les jetons que cette personne a créés pour des programmes : { $tokens }. Retirez à part ceux qu’elle pourrait avoir gardés.
tokens-title = Jetons des programmes
tokens-intro = Avec un jeton, un programme de l’entreprise utilise Carnet sans que personne ne se connecte. Ce qu’il fait est écrit dans l’historique sous le nom de son jeton.
tokens-none = Aucun programme n’a de jeton.
token-name = Nom
token-scope = Portée
token-scope-read = lire
token-scope-write = lire et enregistrer
token-added = Créé
token-unused = jamais
token-remove-label = Retirer le jeton { $token }…
token-new = Créer un jeton
token-hint = Un jeton par programme : il se retire alors sans toucher les autres. Carnet l’affiche une seule fois.
token-name-hint = Lettres sans accent, chiffres, « . », « _ » et « - », sans espace : planning-prod.
token-name-wrong = Ce nom ne convient pas : 1 à 60 lettres sans accent, chiffres, « . », « _ » ou « - », en commençant par une lettre ou un chiffre.
token-taken = Un jeton porte déjà ce nom. Donnez-en un autre, ou retirez d’abord celui-là.
token-button = Créer le jeton
token-made = Voici le jeton { $token }. Copiez-le maintenant dans les réglages du programme : il ne sera plus affiché.
remove-token-question = Retirer le jeton { $token } ?
remove-token-goes = L’accès du programme, dès son prochain appel.
remove-token-used = Il a servi pour la dernière fois le { $moment }.
remove-token-unused = Il n’a jamais servi.
remove-token-stays = Ce que le programme a enregistré, et l’historique, où il s’appelle { $actor }.
removed-token = Le jeton { $token } est retiré : il est refusé désormais.

## What can go wrong

error-400-title = Cette demande n’est pas comprise
error-400 = L’adresse ou le formulaire est incomplet ou abîmé.
error-no-entry = Le formulaire doit désigner un résultat, et un seul. Reprenez depuis la recherche.
error-page = Cette page de la liste n’existe pas. Reprenez la liste au début.
error-day = Ce jour ne se lit pas. Écrivez-le comme 2026-11-22 : année, mois, jour.
error-days = Le dernier jour vient avant le premier. Échangez-les, ou laissez-en un vide.
error-kind = Cet événement n’existe pas. Choisissez-en un dans la liste « Quoi ».
error-host = Cette adresse n’est pas celle de Carnet. Ouvrez l’adresse que Carnet affiche à son démarrage.
error-search-refused = L’annuaire ne comprend pas cette recherche. Essayez avec moins de mots.
error-search-too-long = Cette recherche est trop longue : 500 lettres au plus. Raccourcissez-la.
error-403-title = Demande refusée
error-foreign = Cette demande vient d’un autre site.
error-401-title = Session terminée
error-401 = Il faut vous connecter pour voir cette page.
error-admin = Cette page est réservée à l’administration. Rien n’a changé.
error-no-account = Il n’y a pas encore de compte. Le premier se crée par le lien que Carnet affiche à son démarrage.
error-account = Ce compte n’existe pas. Il a peut-être été retiré.
error-token = Ce jeton n’existe pas. Il a peut-être été retiré.
error-link = Ce lien n’est plus bon : il a déjà servi, ou il a plus d’un jour. Demandez-en un autre.
error-404-title = Introuvable
error-404 = Il n’y a pas de page à cette adresse.
error-organization = Cette organisation n’est pas au carnet. Elle a peut-être été retirée.
error-worker = Cette personne n’est pas au carnet. Elle a peut-être été retirée.
error-affiliation = Il n’y a pas de lien entre cette personne et cette organisation. Il a peut-être déjà été retiré.
error-405-title = Impossible ici
error-405 = Cette page ne se demande pas de cette façon.
error-413-title = Trop long
error-413 = Le formulaire est trop long.
error-408-title = Trop lent
error-408 = Le formulaire n’est pas arrivé à temps. Réessayez.
error-414 = L’adresse est trop longue. Reprenez depuis la recherche.
error-431 = Votre navigateur envoie trop d’informations. Effacez ses cookies pour ce site, puis réessayez.
error-busy = Trop de demandes à la fois. Réessayez dans un instant.
error-preparing-title = Un instant
error-preparing = Carnet prépare l’annuaire de démonstration. Cette page se recharge d’elle-même.
error-500-title = Une erreur est survenue
error-500 = La faute est du côté de Carnet. Réessayez ; si cela persiste, prévenez l’administrateur.
error-503-title = Indisponible pour le moment
error-503 = Carnet ne peut pas répondre pour le moment. Réessayez dans un instant.
error-directory-title = L’annuaire ne répond pas
error-directory = Réessayez dans un instant ; le carnet lui-même reste consultable.
error-registry-title = Le carnet ne répond pas
error-registry = La base de données est indisponible. Réessayez dans un instant.
error-registry-full = Le disque de la base de données est plein. Prévenez la personne qui s’occupe de Carnet, puis réessayez quand il y aura de la place.
error-workbook = Le classeur n’a pas pu être préparé : le dossier des fichiers temporaires du serveur est plein ou absent. Prévenez la personne qui s’occupe de Carnet ; le fichier CSV n’a pas besoin de ce dossier.
error-nothing-registered = Rien n’a été enregistré.
error-nothing-half-registered = Rien n’a été enregistré à moitié.

## The directory

directory-title = L’annuaire
directory-over-gateway = La recherche interroge l’annuaire de l’entreprise. Ce qui est chargé ici le remplace quand il ne répond pas.
directory-over-gateway-empty = La recherche interroge l’annuaire de l’entreprise. Rien n’est chargé ici qui le remplacerait quand il ne répond pas.
directory-over-gateway-alone = La recherche interroge l’annuaire de l’entreprise, et lui seul : CARNET_DIRECTORY_FALLBACK est à « off », et rien ne le remplace quand il ne répond pas.
directory-load = Pour charger l’annuaire national, lancez :
directory-load-newer = Cet annuaire a plus de 7 jours, alors qu’il en paraît un chaque nuit. Pour charger le plus récent, lancez :
directory-old = { $directory }, { $age } : des professionnels ont pu arriver, partir ou changer de lieu depuis.
directory-see = Voir ce qui est chargé
directory-loaded = Chargé
directory-people = Personnes
directory-places = Lieux d’exercice
directory-imported = Importé le
directory-file = Fichier
directory-by-profession = Lieux d’exercice par profession
directory-by-department = Lieux d’exercice par département
directory-profession = Profession
directory-department = Département
directory-others =
    { $count ->
        [one] Un autre
       *[other] Les { $count_shown } autres
    }
refused-title = Lignes refusées
refused-line =
    { $count ->
        [one] ligne { $line_shown } : { $reason }
       *[other] { $count_shown } lignes, dont la { $line_shown } : { $reason }
    }
refused-file = Toutes, avec la raison, sont dans le dossier de données :
refused-too-long = trop longue
refused-field-count = pas autant de champs que l’en-tête
refused-identifier-type = ni RPPS ni ADELI
refused-rpps = le RPPS n’a pas 11 chiffres
refused-adeli = l’ADELI n’a pas 9 chiffres
refused-finess = le FINESS n’a pas 9 caractères
refused-document = document illisible
attempts-title = Dernières importations
attempt-loaded = chargé
attempt-nothing-new = rien de nouveau
attempt-failed = échec
attempt-download = téléchargement
attempt-file = fichier fourni
attempt-loaded-text =
    { $read ->
        [one] { $read_shown } ligne lue
       *[other] { $read_shown } lignes lues
    }, { $duplicate_shown } en double, { $refused ->
        [one] { $refused_shown } refusée
       *[other] { $refused_shown } refusées
    } ; { $people ->
        [one] { $people_shown } personne
       *[other] { $people_shown } personnes
    }, { $entries ->
        [one] { $entries_shown } lieu d’exercice
       *[other] { $entries_shown } lieux d’exercice
    }.
attempt-nothing-new-text = L’annuaire chargé est celui qui est publié.
attempt-unreachable = Le site qui publie l’annuaire n’a pas répondu comme prévu. Rien n’a changé.
attempt-wrong-file = Ce qui a été reçu n’est pas l’annuaire, ou en est un morceau. Rien n’a changé.
attempt-shrunken = Le fichier n’a que { $rows_shown } lignes, contre { $loaded_shown } dans l’annuaire chargé : il est peut-être incomplet. Rien n’a changé.
attempt-own-directory = L’annuaire de l’entreprise est chargé, et aucun autre ne prend sa place sans qu’on le demande. Rien n’a changé.
attempt-disk = Le disque est plein, ou protégé en écriture. Rien n’a changé.
attempt-other = La cause est dans le journal de Carnet. Rien n’a changé.
