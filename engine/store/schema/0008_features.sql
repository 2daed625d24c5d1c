-- One table of hand-made features: how they were computed (settings: JSON; hash: its identity) and of what (level song|bars|beats).
CREATE TABLE feature_set (
    id INTEGER PRIMARY KEY, hash TEXT NOT NULL, level TEXT NOT NULL CHECK (level IN ('song', 'bars', 'beats')), name TEXT NOT NULL,
    settings TEXT NOT NULL, columns TEXT NOT NULL,   -- columns: JSON list of names, in the order of the values
    made_at TEXT NOT NULL, UNIQUE (hash, level));
-- starts, ends: f8[segments] seconds; cells: f8[segments, columns]. A song is one segment. The stamp tells when a file was changed since.
CREATE TABLE track_feature (
    set_id INTEGER NOT NULL REFERENCES feature_set(id) ON DELETE CASCADE, track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    source_size INTEGER NOT NULL, source_mtime_ns INTEGER NOT NULL, starts BLOB NOT NULL, ends BLOB NOT NULL, cells BLOB NOT NULL,
    PRIMARY KEY (set_id, track_id)) WITHOUT ROWID;
