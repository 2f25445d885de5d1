# The texts of the pages in English. `…_shown` is the number with its digits grouped.

## Around every page

skip = Skip to content
nav = Navigation
nav-search = Search
nav-organizations = Organizations
nav-workers = Professionals
nav-history = History
nav-changes = Changes ({ $count })
demo-label = Demonstration
demo-banner = Demonstration directory: these people and places are invented. To search the national directory, run:
directory-demo = Demonstration directory
directory-company = The company’s own directory
directory-national = National directory
directory-national-of = National directory of { $day }
directory-copy = Copy of that directory
directory-none = No directory loaded
stand-in = The company’s directory does not answer. In its place: { $directory }, { $age }.
age =
    { $days ->
        [0] of today
        [1] one day old
       *[other] { $days_shown } days old
    }
age-of-import =
    { $days ->
        [0] imported today
        [1] imported yesterday
       *[other] imported { $days_shown } days ago
    }
age-in-hours =
    { $hours ->
        [0] imported less than an hour ago
        [1] imported an hour ago
       *[other] imported { $hours_shown } hours ago
    }
ago-hours =
    { $hours ->
        [0] less than an hour ago
        [1] an hour ago
       *[other] { $hours_shown } hours ago
    }
ago-days =
    { $days ->
        [1] one day ago
       *[other] { $days_shown } days ago
    }
credit = Data: RPPS, Agence du Numérique en Santé
today = today
undo = Undo
undo-line = Undo: { $sentence }
back = Back
back-to-search = Back to the search
retry = Try again
way-organizations = See the organizations
way-workers = See the professionals
way-history = See the history
first-page = First page
next-page = Next page
older = Older
more = Show more workplaces

## The search

search-title = Search
search-label = Who are you looking for?
search-button = Search
search-hint = Name, first name, profession, town, RPPS or FINESS, in any order.
sort-label = Sort by:
sort-relevance = relevance
sort-name = name
sort-town = town
sort-date = date
refine = Narrow the search
search-nothing-asked = Type a few letters: results appear as you type.
search-nothing-found = Nothing matches “{ $text }”.
search-nothing-found-short = No result
search-only-near-short = No result as typed; close spellings follow
search-nothing-passes = Nothing matches these filters.
search-unreachable = Carnet does not answer.
search-unreachable-advice = Your connection may be down; what you typed is kept.
search-unknown = Not found: “{ $words }”.
search-cut = These are the first { $count_shown } workplaces. Add a word or a filter to see others.
search-tip-number = An RPPS has 11 digits, a FINESS 9 characters, a postcode 5 digits.
search-tip-without = Search without “{ $word }”
search-tip-filters = Search without the filters
search-near = Spelling close to “{ $text }”
search-doubtful = The number { $number } is unusual: its check digit is wrong. Check what you typed.
search-ignores-clients = This directory does not tell who is a client: all workplaces are shown.
search-ignores-mode = This directory cannot be searched by mode of practice: all modes are shown.
search-ignores-skill = This directory cannot be searched by specialty: this criterion is ignored.
search-ignores-kind = This directory cannot be searched by kind of activity: this criterion is ignored.
search-no-secure-emails = The loaded directory gives no secure e-mail addresses.
results = Results
filters = Filter
filter-any = All
filter-any-profession = All
filter-apply = Apply
filter-profession = Profession
filter-department = Department
filter-town = Town
filter-sector = Sector of activity
filter-clients = Clients only
filter-since = Registered since
filter-by = Registered by
filter-anyone = Anyone
filter-none = Remove the filters
filter-chosen = { $filter }: { $value }
filter-remove = Remove the filter
criteria = More criteria
field-identifier = National identifier (RPPS, FINESS)
field-identifier-adeli = Identifier (RPPS, ADELI, FINESS)
field-last-name = Last name
field-first-name = First name
field-skill = Specialty
field-organization = Organization
field-street = Street
field-postcode = Postcode
field-secure-email = Secure e-mail (MSSanté)
field-kind = Kind of activity
actor-local = no account
actor-cli = command line
found-people =
    { $count ->
        [one] { $count_shown } person
       *[other] { $count_shown } people
    }
found-places =
    { $count ->
        [one] { $count_shown } workplace
       *[other] { $count_shown } workplaces
    }
namesakes = { $count_shown } people of this name on this page
no-rpps = no RPPS
place-unnamed = Unnamed place
place-no-address = Address unknown

## What a place is, and what can be done

state-here = in the register since { $day }
state-here-today = in the register since today
state-organization-known = organization known
state-organization-new = organization new
state-worker-known = person known
state-worker-new = person new
state-finess-doubtful = FINESS to be checked
state-rpps-doubtful = RPPS to be checked
state-doubtful = to be checked
category-student = student
state-client = client
state-by-hand = completed by hand
state-demo = demonstration
missing-finess = FINESS missing
missing-registered-name = name of the organization missing
missing-rpps-number = RPPS missing
missing-last-name = last name missing
missing-first-name = first name missing
missing-profession = profession missing
mode-self-employed = self-employed
mode-salaried = salaried
mode-volunteer = volunteer
button-register = Register
button-add = Add to this organization
button-link = Link to this organization
button-complete = Complete…
button-see = See
no-button-rpps = Cannot be registered without an RPPS
no-button-name = Cannot be registered without a last name

## One entry before it is registered

new-title = Register this professional
new-title-here = Already in the register
new-title-incomplete = Complete before registering
new-title-impossible = Cannot be registered
completion-refused = Nothing has been registered yet:
completion-organization = In which organization?
completion-organization-hint = The directory does not give the FINESS of this place. Choose the organization among those that are known.
completion-search-hint = The directory does not give the FINESS of this place. Search for the organization by name, town or FINESS.
completion-name-hint = The directory gives the FINESS of this place without its name. Here it is as known elsewhere.
completion-named-nowhere = The directory gives the FINESS of this place without its name, and no other professional there has it either. It can be registered as soon as the directory names it.
completion-search = Search another organization
completion-search-first = Search an organization
completion-search-placeholder = Name, town or FINESS
completion-search-button = Search
completion-doubtful = The FINESS { $number } is not valid: its check digit is wrong. Check what you typed.
completion-nothing-found = No organization matches “{ $text }”.
completion-first-name = First name
completion-first-name-refused = first name to be corrected: at most 100 characters, no line break and no invisible character
completion-profession = Profession
completion-profession-choose = Choose a profession
choices-same-place = At the same address
choices-same-site = Under the same SIRET
choices-same-street = In the same street
choices-other-places = Other places of this person
choices-searched = Organizations found
choices-same-number = Under the same FINESS
gone-title = This place is no longer in the directory
gone-text = The directory has changed since your search. Nothing was registered.
unheard-title = This place cannot be found at the moment
unheard-text = The directory that stands in does not have it. Nothing was registered; try again in a moment.
gone-search-person = Search for this person
several-title = Which of these places?
several-text = The directory has changed since your search, and several places match. Nothing has been registered yet.
also-title = Already in the register, elsewhere
also-here = This place of { $worker } is already in the register, completed with { $organization } ({ $day }).
also-nothing-yet = Nothing has changed yet. A second link is of use only where this person works there too.
also-see = See { $organization }
also-link = Link to { $organization } too

## What was done

selected-both-created = { $worker } and { $organization } are registered and linked.
selected-worker-created = { $worker } is registered and linked to { $organization }, already in the register.
selected-organization-created = { $organization } is registered, with { $worker }, already in the register.
selected-link-created = { $worker } is now linked to { $organization }; both were already in the register.
selected-nothing-created = Nothing changed: { $worker } is already in the register at { $organization }.
selected-finess-doubtful = The FINESS { $number } comes from the directory, but its check digit is wrong: please check it.
selected-rpps-doubtful = The RPPS { $number } comes from the directory, but its check digit is wrong: please check it.
selected-by-hand = What you completed is marked in the history.
undone-link = { $worker } is no longer linked to { $organization }.
undone-link-gone = The link had already been removed.
undone-link-changed = The link has been made anew since: it stays.
undone-worker = { $worker } is no longer in the register.
undone-worker-linked = { $worker } stays in the register, linked to another organization.
undone-worker-known = { $worker } stays in the register, where it was before.
undone-organization = { $organization } is no longer in the register.
undone-organization-linked = { $organization } stays in the register, linked to other professionals.
undone-organization-known = { $organization } stays in the register, where it was before.
undo-too-late = Nothing changed: a registration can be undone within a day. You can remove the link from the organization’s page.
undo-not-yours = Nothing changed: only the person who registered can undo, or an administrator.
undo-unknown = Nothing changed: there is nothing to undo.
undo-done-already = Nothing changed: this registration has already been undone.
removed-affiliation = { $worker } is no longer linked to this organization.
removed-organization = { $organization } is no longer in the register.
removed-worker = { $worker } is no longer in the register.

## The listings

nothing-registered = The register is still empty. Look for a first person:
listing-all = Show all
listing-among-organizations = Search the organizations
listing-among-workers = Search the professionals
listing-search-directory = Search the directory
organizations-label = Name, town, FINESS, or a professional who works there
organizations-none-found = No organization of the register matches.
organizations-through-workers = No organization is called so: here is where the professionals found work.
organizations-also-through-workers = Some are not called so: a professional found by these words works there.
organizations-in-parts = Some of the words are the organization’s, the others those of a professional who works there.
organizations-none-called = No organization is called so.
organizations-too-wide = Too many professionals bear these words for Carnet to look where each of them works. Add a word, such as a first name, or look among the professionals.
organizations-about = about { $count_shown } organizations
organizations-count =
    { $count ->
        [one] { $count_shown } organization
       *[other] { $count_shown } organizations
    }
organizations-more-than = More than { $count_shown } organizations
organization-no-worker = No professional is linked to this organization.
organization-search-workers = Search for its professionals
organization-more-workers =
    { $count ->
        [one] and { $count_shown } more professional
       *[other] and { $count_shown } more professionals
    }
workers-label = Name, first name, profession, RPPS, or workplace
workers-none-found = No professional of the register matches.
workers-through-organizations = No professional is called so: here is who works at the organizations found.
workers-also-through-organizations = Some are not called so: they work at an organization found by these words.
workers-in-parts = Some of the words are the professional’s, the others those of an organization where they work.
workers-none-called = No professional is called so.
workers-too-wide = Too many organizations bear these words for Carnet to look who works at each of them. Add a word, such as a town, or look among the organizations.
workers-about = about { $count_shown } professionals
workers-count =
    { $count ->
        [one] { $count_shown } professional
       *[other] { $count_shown } professionals
    }
workers-more-than = More than { $count_shown } professionals
worker-no-organization = This professional is linked to no organization.
worker-search-places = Search for workplaces
worker-other-places = Workplaces in the directory
worker-more-organizations =
    { $count ->
        [one] and { $count_shown } more organization
       *[other] and { $count_shown } more organizations
    }
column-worker = Professional
column-organization = Organization
column-profession = Profession
column-address = Address
column-since = Since
column-action = Action
record = Record
record-legal = Legal entity
record-address = Address
record-phone = Telephone
record-email = E-mail
record-secure-email = Secure e-mail
record-by-hand = Completed by hand
record-since = In the register since

## Removing

remove-link = Remove…
remove-affiliation-label = Remove { $worker }…
remove-organization-label = Remove from { $organization }…
remove-button = Remove
remove-keep = Keep
remove-goes = What goes
remove-stays = What stays
remove-history-stays = The history.
remove-affiliation-question = Remove { $worker } from { $organization }?
remove-affiliation-goes = The link between the two.
remove-affiliation-stays = { $worker } and { $organization } stay in the register.
remove-organization-button = Remove this organization…
remove-organization-question = Remove { $organization } from the register?
remove-organization-goes = The organization and its details.
remove-organization-linked =
    { $count ->
        [one] { $count_shown } professional is still linked to it: remove that link first.
       *[other] { $count_shown } professionals are still linked to it: remove those links first.
    }
remove-worker-button = Remove this professional…
remove-worker-question = Remove { $worker } from the register?
remove-worker-goes = The person and their details.
remove-worker-linked =
    { $count ->
        [one] { $count_shown } organization is still linked: remove that link first.
       *[other] { $count_shown } organizations are still linked: remove those links first.
    }

## Forgetting a person

forget-link = Forget this person…
forget-question = Forget { $worker }?
forget-button = Forget for good
forget-warning = This is for good: nobody can undo it.
forget-goes-person = The person and their details.
forget-goes-links =
    { $count ->
        [one] Their link to { $count_shown } organization.
       *[other] Their links to { $count_shown } organizations.
    }
forget-goes-history =
    { $count ->
        [one] Their name, number and other details in { $count_shown } line of the history.
       *[other] Their name, number and other details in { $count_shown } lines of the history.
    }
forget-stays-history = In the history, what was done, when and by whom; and that a person was forgotten.
forget-stays-directory = What the directory says: the person can be found there, and registered anew.
forget-stays-copies = Backups and files exported before, which still hold them.
forgotten = The person is forgotten. What is left in the database’s files is overwritten within minutes.

## Exports

export-organizations = Organizations
export-workers = Professionals
export-affiliations = Links
export-finess = FINESS
export-rpps = RPPS
export-sector-code = Sector code
export-building-number = Number
export-street = Street
export-postcode = Postcode
export-structure = Structure identifier
export-last-name = Last name
export-first-name = First name
export-profession-code = Profession code
export-skills = Skills
export-gender = Gender
export-mode = Mode of practice
export-role = Role
export-entry = Directory entry
export-source = Source
export-linked-at = Linked on
export-linked-by = Linked by
export-cut-title = Note
export-cut = Excel holds { $count_shown } rows on a sheet: those that follow are missing here. The CSV file has them all.
export-too-long = A sheet of Excel’s holds only 1,048,575 of them: the CSV file has them all.
export-label = Download:
links-about = about { $count_shown } links:
links-count =
    { $count ->
        [one] { $count_shown } link:
       *[other] { $count_shown } links:
    }
links-more-than = more than { $count_shown } links:

## History

history-empty = Nothing has been registered yet.
history-who = By
history-kind = What
history-any-kind = Anything
history-since = Since
history-until = Until
history-organization = FINESS
history-worker = RPPS
history-none = Nothing of the kind has happened.
history-before = Before
history-changed = What changed
history-became = { $old }, then { $new }
history-all = The whole history
error-number = This number cannot be read: an RPPS has 11 digits, a FINESS 9 characters.
kind-organization-created = organization registered
kind-worker-created = professional registered
kind-affiliation-created = link made
kind-completed-by-hand = completed by hand
kind-affiliation-removed = link removed
kind-worker-removed = professional removed
event-worker-forgotten = A person was forgotten, as asked for
kind-worker-forgotten = person forgotten
event-someone = a person now forgotten
kind-organization-removed = organization removed
kind-organization-updated = organization updated
kind-worker-updated = professional updated
event-organization-updated = Organization updated: { $organization }
event-worker-updated = Professional updated: { $worker }
kind-staff-added = account made
kind-staff-changed = account’s role changed
kind-staff-removed = account removed
kind-token-added = token made
kind-token-removed = token removed
event-organization-created = Organization registered: { $organization }
event-worker-created = Professional registered: { $worker }
event-affiliation-created = Link created: { $worker }, { $organization }
event-affiliation-removed = Link removed: { $worker }, { $organization }
event-worker-removed = Professional removed: { $worker }
event-organization-removed = Organization removed: { $organization }
event-staff-added = Account made: { $staff }
event-staff-made-admin = Account now an administrator’s: { $staff }
event-staff-made-staff = Account no longer an administrator’s: { $staff }
event-staff-removed = Account removed: { $staff }
event-token-added = Token made for a program: { $token }
event-token-removed = Token of a program removed: { $token }
event-by-hand = completed by hand: { $facts }
event-undone = selection undone

## What has changed at the source

changes-title = Changes in the directory
changes-intro = Where the directory now says something else than the register. Nothing changes by itself.
changes-none = No change waits for a decision.
changes-none-yet = The register has not been compared with this directory yet.
changes-compared = Compared with { $directory } ({ $day } at { $hour }).
changes-with-directory = the directory of { $day }
changes-with-file = the directory of the file { $file }
changes-with-older = a directory imported { $day }
changes-with-gateway = what the gateway says
changes-running = The comparison is under way; reload the page in a moment.
changes-failed = The last comparison with { $directory } ({ $day } at { $hour }) broke off: the directory or the database did not answer. What follows is from before.
changes-compare = Compare with the directory
changes-asked = The comparison begins. Reload the page in a moment.
change-registered = In the register
change-directory = In the directory
change-last-name = Last name
change-first-name = First name
change-profession = Profession
change-name = Name
change-place = Address
change-affiliation = Link to { $organization }
change-presence = Presence
change-here = there
change-gone = no longer there
change-nothing = nothing
change-take = Take the directory’s value
change-remove-link = Remove the link
change-remove = Remove from the register, with its links…
change-dismiss = Keep the register’s
change-of = { $action } ({ $fact }: { $name })
change-removal-links =
    { $count ->
        [one] 1 link: { $names }.
       *[other] { $count_shown } links: { $names }.
    }
change-removal-final = It cannot be taken back with one button, and the directory no longer has it to register again.
change-removed = { $name }: removed from the register, with its links.
change-unlinked = { $name }: the link was removed from the register.
change-taken = { $name }: the register now says what the directory says.
change-dismissed = { $name }: the register stays as it is.
change-over = This change no longer waits for a decision: it was dealt with, or the directory says yet something else.

## The API

api-title = The API for programs
api-link = API
api-token = Every call bears a token, which an administrator makes, with the scope read or write:
api-name = NAME
api-lists = Lists are walked by sending what an answer gives as “next” back as “after”. Instants are in UTC.
api-document = The OpenAPI 3.1 document that this page is made of
api-parameters = Parameters
api-required = required
api-example = Example:
api-answers = Answers
api-answer = Example of an answer
api-bounds = From { $least_shown } to { $most_shown }, { $default_shown } unless given.
api-may-fail = Problems:
api-problems = Problems
api-problems-how = What fails is answered with application/problem+json (RFC 9457), whose “type” ends with one of these words.

## Coming in

nav-staff = Accounts
nav-tokens = Tokens
nav-account = Your account, { $name }
sign-out = Sign out
signed-out = You are signed out.
sign-in-title = Sign in
sign-in-button = Sign in
sign-in-for-selection = Your session has ended. Nothing is lost: once you are signed in, you can register again what you had chosen.
sign-in-wrong = The e-mail address or the password is wrong.
sign-in-too-early =
    { $seconds ->
        [one] Too many tries. Try again in { $seconds_shown } second.
       *[other] Too many tries. Try again in { $seconds_shown } seconds.
    }
sign-in-help = Forgotten your password, or no account yet? Ask whoever administers Carnet for a link.
oidc-button = Sign in with the company’s account
oidc-issuer-down = The company’s sign-in site does not answer. Try again, or sign in with your password.
oidc-refused = Signing in did not succeed. Try again.
oidc-no-account = This address has no account in Carnet. Ask whoever administers Carnet for one.
email = E-mail address
email-wrong = This is not an e-mail address. It must look like lea@carnet.example.
password = Password
password-new = New password
password-again = The same again
password-current = Current password
password-hint = At least 12 characters. A few words that do not belong together are easy to remember and hard to guess.
password-differs = The two passwords are not the same.
password-too-short = The password is too short: it needs at least 12 characters.
password-too-long = The password is too long: at most 256 characters.
password-guessable = This password is easily guessed. Take a few words that do not belong together.
password-current-wrong = The current password is wrong. Nothing has changed.
password-current-too-early = Too many tries. Wait a minute, then try again.
name-wrong = The name is missing, too long, or holds characters that cannot be seen.
welcome-title = Make your account
welcome-first = The first account is an administrator’s. Once it exists, everyone has to sign in to use Carnet.
welcome-button = Make the account
welcome-password-title = Choose a new password
welcomed = Welcome, { $name }.
account-title = Your account
account-details = You
account-name = First and last name
account-language = Language
account-language-browser = The browser’s
account-save = Save
account-saved = Your account is up to date.
account-password = Password
account-password-button = Change the password
account-password-changed = Your password is changed. Your other sessions have ended.
account-sessions = Sessions
account-sessions-hint = A session ends after 12 hours without use, and after 7 days at the latest.
account-session-ended = The session has ended.
column-browser = Browser
column-begun = Begun
column-used = Last used
column-role = Role
browser-unknown = Unknown browser
session-own = this session
session-end = End
session-end-label = End the session { $browser } of { $moment }
staff-own = you
role-staff = Staff
role-admin = Administrator
staff-make-admin = Make administrator
staff-make-admin-label = Make administrator: { $name }
staff-make-staff = Take administration away
staff-make-staff-label = Take administration away from { $name }
staff-new-password = New password…
staff-new-password-label = New password for { $name }…
staff-remove-label = Remove the account of { $name }…
staff-invite-title = Invite
staff-invite-hint = Carnet sends no e-mail: it shows a link, once only, which you hand on yourself.
staff-invite-button = Make the link
staff-link-invitation = Hand this link on to { $email }. It makes an account with the role “{ $role }”, is good once, within 24 hours, and is not shown again.
staff-link-password = { $email } has an account already, with the role “{ $role }”: this link lets them choose a new password. It is good once, within 24 hours, and is not shown again.
staff-link-keeps-role = The link does not change that role; to change it, use the button in the account’s line.
links-title = Open links
column-made-by = Made by
column-until = Good until
link-withdraw = Withdraw
link-withdraw-label = Withdraw the link for { $email }, good until { $moment }
link-withdrawn = The link for { $email } is withdrawn: it is of no use any more.
link-gone = This link was no longer good. Nothing has changed.
staff-make-staff-link = Take administration away…
remove-admin-question = Take administration away from { $name }?
remove-admin-goes = Access to accounts and tokens, and the right to forget a person, at once.
remove-admin-links = The open links that this person made.
remove-admin-stays = The account, with everything of the daily work.
staff-made-admin = { $email } is an administrator now.
staff-made-staff = { $email } is no longer an administrator.
staff-last-admin = { $email } is the only administrator: make somebody else one first. Nothing has changed.
removed-staff = The account of { $email } is removed, and its sessions have ended.
remove-staff-question = Remove the account of { $name }?
remove-staff-goes = The account { $email }, and its sessions, at once.
remove-staff-stays = What this person registered, and the history, in which their address remains.
remove-staff-tokens = The tokens that this person made for programs: { $tokens }. Remove those apart that they may have kept.
tokens-title = Tokens of programs
tokens-intro = With a token, a program of the company’s uses Carnet without anyone signing in. What it does stands in the history under the name of its token.
tokens-none = No program has a token.
token-name = Name
token-scope = Scope
token-scope-read = read
token-scope-write = read and register
token-added = Made
token-unused = never
token-remove-label = Remove the token { $token }…
token-new = Make a token
token-hint = One token for each program: it can then be removed without touching the others. Carnet shows it once only.
token-name-hint = Letters without accents, digits, “.”, “_” and “-”, no spaces: planning-prod.
token-name-wrong = This name will not do: 1 to 60 letters without accents, digits, “.”, “_” or “-”, beginning with a letter or a digit.
token-taken = A token has this name already. Give another one, or remove that token first.
token-button = Make the token
token-made = This is the token { $token }. Copy it into the program’s settings now: it is not shown again.
remove-token-question = Remove the token { $token }?
remove-token-goes = The program’s access, from its next call on.
remove-token-used = It was last used on { $moment }.
remove-token-unused = It was never used.
remove-token-stays = What the program registered, and the history, in which it is called { $actor }.
removed-token = The token { $token } is removed: it is refused from now on.

## What can go wrong

error-400-title = This request is not understood
error-400 = The address or the form is incomplete or damaged.
error-no-entry = The form must name one result, and only one. Start again from the search.
error-page = This page of the listing does not exist. Start the listing from its beginning.
error-day = This day cannot be read. Write it like 2026-11-22: year, month, day.
error-days = The last day comes before the first. Exchange the two, or leave one out.
error-kind = There is no such event. Choose one from the list “What”.
error-host = This address is not Carnet’s. Open the address that Carnet shows when it starts.
error-search-refused = The directory does not understand this search. Try fewer words.
error-search-too-long = This search is too long: at most 500 letters. Shorten it.
error-403-title = Request refused
error-foreign = This request comes from another site.
error-401-title = Session ended
error-401 = You have to sign in to see this page.
error-admin = This page is for administrators. Nothing has changed.
error-no-account = There is no account yet. The first one is made by the link that Carnet shows when it starts.
error-account = There is no such account. It may have been removed.
error-token = There is no such token. It may have been removed.
error-link = This link is no longer good: it has been used, or is more than a day old. Ask for another one.
error-404-title = Not found
error-404 = There is no page at this address.
error-organization = This organization is not in the register. It may have been removed.
error-worker = This professional is not in the register. They may have been removed.
error-affiliation = This professional is not linked to this organization. The link may have been removed already.
error-405-title = Not possible here
error-405 = This page cannot be asked for in this way.
error-413-title = Too long
error-413 = The form is too long.
error-408-title = Too slow
error-408 = The form did not arrive in time. Try again.
error-414 = The address is too long. Start again from the search.
error-431 = Your browser sends too much. Clear its cookies for this site, then try again.
error-busy = Too many requests at once. Try again in a moment.
error-preparing-title = One moment
error-preparing = Carnet is making its demonstration directory. This page reloads by itself.
error-500-title = Something went wrong
error-500 = The fault is Carnet’s. Try again; if it persists, tell the administrator.
error-503-title = Unavailable for now
error-503 = Carnet cannot answer for now. Try again in a moment.
error-directory-title = The directory does not answer
error-directory = Try again in a moment; the register itself can still be read.
error-registry-title = The register does not answer
error-registry = The database is unavailable. Try again in a moment.
error-registry-full = The disk of the database is full. Tell whoever looks after Carnet, and try again once there is room.
error-workbook = The workbook could not be made: the server’s folder for temporary files is full or missing. Tell whoever looks after Carnet; the CSV file needs no such folder.
error-nothing-registered = Nothing was registered.
error-nothing-half-registered = Nothing was registered half-way.

## The directory

directory-title = The directory
directory-over-gateway = The search asks the company’s directory. What is loaded here stands in while that one does not answer.
directory-over-gateway-empty = The search asks the company’s directory. Nothing is loaded here that would stand in while that one does not answer.
directory-over-gateway-alone = The search asks the company’s directory alone: CARNET_DIRECTORY_FALLBACK is “off”, and nothing stands in while that one does not answer.
directory-load = To load the national directory, run:
directory-load-newer = This directory is more than 7 days old, while a new one comes out every night. To load the newest, run:
directory-old = { $directory }, { $age }: people may have come, gone or moved since.
directory-see = See what is loaded
directory-loaded = Loaded
directory-people = People
directory-places = Workplaces
directory-imported = Imported on
directory-file = File
directory-by-profession = Workplaces by profession
directory-by-department = Workplaces by department
directory-profession = Profession
directory-department = Department
directory-others =
    { $count ->
        [one] One other
       *[other] The { $count_shown } others
    }
refused-title = Rows refused
refused-line =
    { $count ->
        [one] line { $line_shown }: { $reason }
       *[other] { $count_shown } rows, line { $line_shown } among them: { $reason }
    }
refused-file = All of them, with the reason, are in the data folder:
refused-too-long = too long
refused-field-count = not as many fields as the header
refused-identifier-type = neither RPPS nor ADELI
refused-rpps = the RPPS does not have 11 digits
refused-adeli = the ADELI number does not have 9 digits
refused-finess = the FINESS does not have 9 characters
refused-document = a document that cannot be read
attempts-title = Last imports
attempt-loaded = loaded
attempt-nothing-new = nothing new
attempt-failed = failed
attempt-download = download
attempt-file = file given
attempt-loaded-text =
    { $read ->
        [one] { $read_shown } row read
       *[other] { $read_shown } rows read
    }, { $duplicate_shown } duplicate, { $refused_shown } refused; { $people ->
        [one] { $people_shown } person
       *[other] { $people_shown } people
    }, { $entries ->
        [one] { $entries_shown } workplace
       *[other] { $entries_shown } workplaces
    }.
attempt-nothing-new-text = The directory loaded is the one published.
attempt-unreachable = The site that publishes the directory did not answer as it should. Nothing was changed.
attempt-wrong-file = What came is not the directory, or is a part of it. Nothing was changed.
attempt-shrunken = The file has only { $rows_shown } rows, against { $loaded_shown } in the directory loaded: it may be incomplete. Nothing was changed.
attempt-own-directory = The company’s own directory is loaded, and no other takes its place unasked. Nothing was changed.
attempt-disk = The disk is full, or cannot be written. Nothing was changed.
attempt-other = The cause is in Carnet’s log. Nothing was changed.
