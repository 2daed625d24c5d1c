-- Labels made of the tags, apart from them: set 'merged' (one vocabulary out of several data sets), 'stage 1' to 'stage 3' (cleaning compared).
CREATE TABLE label (
    set_name TEXT NOT NULL, tag_id INTEGER NOT NULL REFERENCES tag(id) ON DELETE CASCADE,
    track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE, PRIMARY KEY (set_name, tag_id, track_id)) WITHOUT ROWID;
-- What a tag of a source is called in the merged vocabulary. Without a row it keeps name and type; target '' = left out.
CREATE TABLE vocabulary_map (
    source TEXT NOT NULL, tag_id INTEGER NOT NULL REFERENCES tag(id) ON DELETE CASCADE, target TEXT NOT NULL, target_type TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('writing', 'type', 'cleaning', 'file', 'user')), PRIMARY KEY (source, tag_id)) WITHOUT ROWID;
-- The mapping's history: JSON lists of the rows that a step changed, as they were before it.
CREATE TABLE vocabulary_step (id INTEGER PRIMARY KEY, what TEXT NOT NULL, before TEXT NOT NULL, made_at TEXT NOT NULL);

-- A copy of a track's file that was fetched into the workspace; it is read instead of the library's file and may be pruned.
CREATE TABLE fetched_copy (
    track_id INTEGER PRIMARY KEY REFERENCES track(id) ON DELETE CASCADE, file TEXT NOT NULL,   -- below fetched/
    size INTEGER NOT NULL, file_hash TEXT NOT NULL, fetched_at TEXT NOT NULL);

-- How a track sounds, coarsely: u4[items] of Chromaprint, 0.124 s each. The stamp tells when the file was changed since.
CREATE TABLE track_fingerprint (
    track_id INTEGER PRIMARY KEY REFERENCES track(id) ON DELETE CASCADE, items BLOB NOT NULL, source_size INTEGER NOT NULL, source_mtime_ns INTEGER NOT NULL);
-- Tracks that sound alike under different bytes; the smaller id is the group.
CREATE TABLE near_duplicate (
    track_id INTEGER PRIMARY KEY REFERENCES track(id) ON DELETE CASCADE, group_id INTEGER NOT NULL, likeness REAL NOT NULL);

-- Results of studies over several runs: kind 'leak_cost' or 'stages'.
CREATE TABLE study (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, document TEXT NOT NULL, created_at TEXT NOT NULL);
