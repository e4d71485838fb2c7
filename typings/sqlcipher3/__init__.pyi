import sqlcipher3.dbapi2 as dbapi2
