-- One training with everything needed to repeat it.
CREATE TABLE run (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, architecture TEXT NOT NULL, preset_hash TEXT NOT NULL REFERENCES preset(hash),
    split_id INTEGER REFERENCES split(id), config TEXT NOT NULL, tags TEXT NOT NULL,   -- tags: JSON [{"tag","type"}], in output order
    seed INTEGER NOT NULL, device TEXT NOT NULL DEFAULT '', versions TEXT NOT NULL DEFAULT '{}',
    state TEXT NOT NULL CHECK (state IN ('created', 'training', 'trained', 'stopped', 'failed')),
    folder TEXT NOT NULL DEFAULT '', best_epoch INTEGER NOT NULL DEFAULT 0, thresholds TEXT NOT NULL DEFAULT '[]', notes TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL, finished_at TEXT NOT NULL DEFAULT '');
CREATE TABLE epoch (
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, epoch INTEGER NOT NULL,
    train_loss REAL, train_roc_auc REAL, train_average_precision REAL, valid_loss REAL, valid_roc_auc REAL, valid_average_precision REAL,
    learning_rate REAL, samples_per_second REAL, seconds REAL, PRIMARY KEY (run_id, epoch)) WITHOUT ROWID;

-- scores: f4[tags] in the run's tag order. One row a track, not one a tag: a million tracks of 50 tags stay a million rows.
CREATE TABLE prediction (
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    scores BLOB NOT NULL, PRIMARY KEY (run_id, track_id)) WITHOUT ROWID;
-- activations: f4[chunks, tags]
CREATE TABLE taggram (
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    chunks INTEGER NOT NULL, chunk_s REAL NOT NULL, starts BLOB NOT NULL, activations BLOB NOT NULL, PRIMARY KEY (run_id, track_id)) WITHOUT ROWID;
CREATE TABLE embedding (
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, layer TEXT NOT NULL, track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    vector BLOB NOT NULL, PRIMARY KEY (run_id, layer, track_id)) WITHOUT ROWID;

-- document: what `evaluate --json` prints; per-tag rows beside it for tables and charts.
CREATE TABLE evaluation (
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, part TEXT NOT NULL, document TEXT NOT NULL, created_at TEXT NOT NULL, PRIMARY KEY (run_id, part)) WITHOUT ROWID;
CREATE TABLE map (
    id INTEGER PRIMARY KEY, run_id INTEGER REFERENCES run(id) ON DELETE CASCADE, source TEXT NOT NULL, method TEXT NOT NULL,
    parameters TEXT NOT NULL, tracks BLOB NOT NULL, points BLOB NOT NULL, kl REAL, created_at TEXT NOT NULL);
