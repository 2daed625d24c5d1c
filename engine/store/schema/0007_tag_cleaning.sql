-- What cleaning said of each tag; locked rows are the user's own decision and stay. collapsed '' = kept apart.
CREATE TABLE tag_cleaning (
    tag_id INTEGER PRIMARY KEY REFERENCES tag(id) ON DELETE CASCADE, stage INTEGER NOT NULL, category TEXT NOT NULL,
    collapsed TEXT NOT NULL, rule TEXT NOT NULL, reason TEXT NOT NULL, locked INTEGER NOT NULL DEFAULT 0);
CREATE INDEX tag_cleaning_collapsed ON tag_cleaning(collapsed);

-- Undo log of tags written into music files: the file as it was = its first `prefix` bytes, `removed`, its last `suffix` bytes.
CREATE TABLE tag_write (
    id INTEGER PRIMARY KEY, batch INTEGER NOT NULL, path BLOB NOT NULL, written_at TEXT NOT NULL, before_hash TEXT NOT NULL, after_hash TEXT NOT NULL,
    prefix INTEGER NOT NULL, suffix INTEGER NOT NULL, removed BLOB NOT NULL, undone INTEGER NOT NULL DEFAULT 0);
CREATE INDEX tag_write_batch ON tag_write(batch, undone);

-- How often each track of a training part occurs after resampling; tracks without a row occur once, other parts are never resampled.
CREATE TABLE split_resample (
    split_id INTEGER NOT NULL REFERENCES split(id) ON DELETE CASCADE, track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    occurrences INTEGER NOT NULL CHECK (occurrences >= 0), PRIMARY KEY (split_id, track_id)) WITHOUT ROWID;
