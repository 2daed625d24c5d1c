CREATE TABLE library (
    id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, display TEXT NOT NULL, seed INTEGER NOT NULL DEFAULT 0, added_at TEXT NOT NULL);

-- id: the first 64 bits of the track id, as a signed integer; fixed when first given, whatever happens to path or title.
CREATE TABLE track (
    id INTEGER PRIMARY KEY, library_id INTEGER NOT NULL REFERENCES library(id) ON DELETE CASCADE,
    path BLOB NOT NULL,               -- library-relative bytes
    display_path TEXT NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, inode INTEGER NOT NULL, device INTEGER NOT NULL,
    file_hash TEXT, audio_hash TEXT,
    title TEXT NOT NULL DEFAULT '', artist TEXT NOT NULL DEFAULT '', album TEXT NOT NULL DEFAULT '',
    track_number INTEGER NOT NULL DEFAULT 0, year INTEGER NOT NULL DEFAULT 0,
    format TEXT NOT NULL DEFAULT '', duration_s REAL NOT NULL DEFAULT 0, sample_rate_hz INTEGER NOT NULL DEFAULT 0, channels INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('ready', 'unreadable', 'missing')),
    class TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
    UNIQUE (library_id, path));
CREATE INDEX track_artist ON track(artist COLLATE NOCASE, album COLLATE NOCASE, track_number, id);
CREATE INDEX track_title ON track(title COLLATE NOCASE, id);
CREATE INDEX track_album ON track(album COLLATE NOCASE, track_number, id);
CREATE INDEX track_display_path ON track(display_path, library_id, id);
CREATE INDEX track_duration ON track(duration_s, id);
CREATE INDEX track_state ON track(state, id);
CREATE INDEX track_rate ON track(sample_rate_hz, id);
CREATE INDEX track_format ON track(format COLLATE NOCASE, id);
CREATE INDEX track_inode ON track(inode, device);
CREATE INDEX track_file_hash ON track(file_hash) WHERE file_hash IS NOT NULL;
CREATE INDEX track_audio_hash ON track(audio_hash) WHERE audio_hash IS NOT NULL;

-- What the filter box searches: folded text (lower case, no accents) of a track, rowid = track.id, kept by TrackStore::upsert.
CREATE VIRTUAL TABLE track_text USING fts5(title, artist, album, path, tokenize = 'trigram', columnsize = 0);
CREATE TRIGGER track_gone AFTER DELETE ON track BEGIN DELETE FROM track_text WHERE rowid = old.id; END;

CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL DEFAULT 'user-defined', UNIQUE (name, type));
CREATE TABLE track_tag (
    track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE, tag_id INTEGER NOT NULL REFERENCES tag(id) ON DELETE CASCADE,
    source TEXT NOT NULL,             -- 'file', 'user', 'import:<dataset file>'
    score REAL NOT NULL DEFAULT 1, PRIMARY KEY (track_id, tag_id, source)) WITHOUT ROWID;
CREATE INDEX track_tag_tag ON track_tag(tag_id, track_id);

CREATE TABLE split (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, seed INTEGER NOT NULL, ratios TEXT NOT NULL, stratify INTEGER NOT NULL,
    group_by TEXT NOT NULL, created_at TEXT NOT NULL);
CREATE TABLE split_track (
    split_id INTEGER NOT NULL REFERENCES split(id) ON DELETE CASCADE, track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    part INTEGER NOT NULL CHECK (part IN (0, 1, 2)), PRIMARY KEY (split_id, track_id)) WITHOUT ROWID;

CREATE TABLE preset (hash TEXT PRIMARY KEY, name TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE melgram (
    track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE, preset_hash TEXT NOT NULL REFERENCES preset(hash),
    repetition INTEGER NOT NULL, pack TEXT NOT NULL, pack_offset INTEGER NOT NULL, frames INTEGER NOT NULL, crc INTEGER NOT NULL,
    start_sample INTEGER NOT NULL, source_size INTEGER NOT NULL, source_mtime_ns INTEGER NOT NULL,
    PRIMARY KEY (preset_hash, track_id, repetition)) WITHOUT ROWID;

CREATE TABLE job (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, parameters TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'done', 'failed', 'cancelled', 'interrupted')),
    stage TEXT NOT NULL DEFAULT '', done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0,
    owner_pid INTEGER NOT NULL DEFAULT 0, owner_start INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL, started_at TEXT NOT NULL DEFAULT '', finished_at TEXT NOT NULL DEFAULT '',
    failure_class TEXT NOT NULL DEFAULT '', failure_subject TEXT NOT NULL DEFAULT '', failure_message TEXT NOT NULL DEFAULT '',
    result TEXT NOT NULL DEFAULT '', log TEXT NOT NULL DEFAULT '');
CREATE INDEX job_state ON job(state, id);
