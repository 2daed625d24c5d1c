-- What each step of the way from tags to a training set was last made of and with: `inputs` is a fingerprint of what it read.
CREATE TABLE pipeline_stage (
    stage TEXT PRIMARY KEY, inputs TEXT NOT NULL, settings TEXT NOT NULL, made_at TEXT NOT NULL) WITHOUT ROWID;
