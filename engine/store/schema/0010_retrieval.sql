-- Word vectors of imported files, or made from the library's own tags. vector: f4[dimension]; position: as in the file, frequent words first.
CREATE TABLE word_set (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, source TEXT NOT NULL, dimension INTEGER NOT NULL, created_at TEXT NOT NULL);
CREATE TABLE word_vector (
    set_id INTEGER NOT NULL REFERENCES word_set(id) ON DELETE CASCADE, position INTEGER NOT NULL, word TEXT NOT NULL, vector BLOB NOT NULL);
CREATE UNIQUE INDEX word_vector_word ON word_vector(set_id, word);
CREATE INDEX word_vector_position ON word_vector(set_id, position);

-- A taste profile: who played what how often (file: safetensors below taste/, empty for ready factors), and what was made of it.
CREATE TABLE taste (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, source TEXT NOT NULL, file TEXT NOT NULL DEFAULT '', users INTEGER NOT NULL DEFAULT 0,
    songs INTEGER NOT NULL, entries INTEGER NOT NULL DEFAULT 0, factors INTEGER NOT NULL DEFAULT 0, config TEXT NOT NULL DEFAULT '{}', created_at TEXT NOT NULL);
-- vector: f4[factors], of the songs that are tracks of the library.
CREATE TABLE item_factor (
    taste_id INTEGER NOT NULL REFERENCES taste(id) ON DELETE CASCADE, track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    vector BLOB NOT NULL, PRIMARY KEY (taste_id, track_id)) WITHOUT ROWID;

-- What a split for retrieval was made for: its tags [{"tag","type"}], alphabetical, and how it went.
CREATE TABLE retrieval_split (
    split_id INTEGER PRIMARY KEY REFERENCES split(id) ON DELETE CASCADE, words TEXT NOT NULL, tags TEXT NOT NULL, document TEXT NOT NULL);

-- One training of a metric model. tags: JSON [{"tag","type"}] it learned; words: their vectors, f4[tags, dims], so that it needs no word set.
CREATE TABLE metric_run (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, split_id INTEGER NOT NULL REFERENCES split(id), preset_hash TEXT NOT NULL, config TEXT NOT NULL,
    tags TEXT NOT NULL, words BLOB NOT NULL, device TEXT NOT NULL DEFAULT '', versions TEXT NOT NULL DEFAULT '{}',
    state TEXT NOT NULL CHECK (state IN ('created', 'training', 'trained', 'stopped', 'failed')), folder TEXT NOT NULL DEFAULT '',
    best_epoch INTEGER NOT NULL DEFAULT 0, job_id INTEGER, created_at TEXT NOT NULL, finished_at TEXT NOT NULL DEFAULT '');
CREATE TABLE metric_epoch (
    run_id INTEGER NOT NULL REFERENCES metric_run(id) ON DELETE CASCADE, epoch INTEGER NOT NULL, loss REAL, dropped INTEGER NOT NULL, map REAL,
    precision_at_10 REAL, roc_auc REAL, items_per_second REAL, seconds REAL, PRIMARY KEY (run_id, epoch)) WITHOUT ROWID;
CREATE TABLE metric_evaluation (
    run_id INTEGER NOT NULL REFERENCES metric_run(id) ON DELETE CASCADE, part TEXT NOT NULL, document TEXT NOT NULL, created_at TEXT NOT NULL,
    PRIMARY KEY (run_id, part)) WITHOUT ROWID;
-- Where a track lies in the space that tags and tracks share: f4[256], by the weights of the best epoch.
CREATE TABLE joint_vector (
    run_id INTEGER NOT NULL REFERENCES metric_run(id) ON DELETE CASCADE, track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    vector BLOB NOT NULL, PRIMARY KEY (run_id, track_id)) WITHOUT ROWID;
