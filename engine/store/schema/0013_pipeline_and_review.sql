-- What each step of the way from tags to a training set was last made of and with: `inputs` is a fingerprint of what it read.
CREATE TABLE pipeline_stage (
    stage TEXT PRIMARY KEY, inputs TEXT NOT NULL, settings TEXT NOT NULL, made_at TEXT NOT NULL) WITHOUT ROWID;

-- The user's word on a prediction: accepted (the track has the tag then) or rejected. Whatever run says it again, it is not asked again.
CREATE TABLE prediction_review (
    track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE, tag_id INTEGER NOT NULL REFERENCES tag(id) ON DELETE CASCADE,
    accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)), run_id INTEGER, score REAL NOT NULL, decided_at TEXT NOT NULL,
    PRIMARY KEY (track_id, tag_id)) WITHOUT ROWID;
