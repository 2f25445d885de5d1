DROP TABLE browsers;
DROP TABLE sessions;
DROP TABLE invitations;
DROP TABLE staff;
