-- The user teaches a run tags, track by track. tags: JSON [{"tag","type"}], only ever longer; split: by its name; settings: JSON.
CREATE TABLE label_session (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, split TEXT NOT NULL, tags TEXT NOT NULL,
    settings TEXT NOT NULL, created_at TEXT NOT NULL);
-- What was said of a track: a character for each of the session's tags, '1' yes, '0' no, '?' nothing was said (also of tags that came later); empty = skipped.
-- The yes are tags of the track, too, source 'taught'. number: the order in which they were given.
CREATE TABLE label_answer (
    session_id INTEGER NOT NULL REFERENCES label_session(id) ON DELETE CASCADE, track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    number INTEGER NOT NULL, answers TEXT NOT NULL, given_at TEXT NOT NULL, PRIMARY KEY (session_id, track_id)) WITHOUT ROWID;
-- The curve: what the model scored on the validation part after so many labelled tracks. head: f8[tags, width + 1], the last layer (its bias last) on the
-- vectors of run_id: the session's run, or one that was fine-tuned from it.
CREATE TABLE label_point (
    session_id INTEGER NOT NULL REFERENCES label_session(id) ON DELETE CASCADE, labelled INTEGER NOT NULL, roc_auc REAL, average_precision REAL,
    measured_tags INTEGER NOT NULL, run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, head BLOB NOT NULL, seconds REAL NOT NULL, made_at TEXT NOT NULL,
    PRIMARY KEY (session_id, labelled)) WITHOUT ROWID;
-- What is asked next, in this order. probabilities: f4[tags]; nearest_id: the labelled or proposed track that the distance was measured to.
CREATE TABLE label_proposal (
    session_id INTEGER NOT NULL REFERENCES label_session(id) ON DELETE CASCADE, place INTEGER NOT NULL, track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    uncertainty REAL NOT NULL, distance REAL NOT NULL, nearest_id INTEGER, probabilities BLOB NOT NULL, PRIMARY KEY (session_id, place)) WITHOUT ROWID;
