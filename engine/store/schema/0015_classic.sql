-- An experiment with classic models: several compared, settings searched on a grid, or the final model with the reasons for it. source: JSON,
-- what the table was; table_hash: SHA-256 of its columns, classes, labels and values. document: what `classify --json` printed. roc_auc and
-- accuracy are those of the best model, on rows it had not seen. model_file: below classic/ of the workspace, of a final model.
CREATE TABLE classic_experiment (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('compare', 'grid', 'final')), name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'failed')),
    source TEXT NOT NULL, table_hash TEXT NOT NULL, plan TEXT NOT NULL, deciding TEXT NOT NULL, seed INTEGER NOT NULL, version TEXT NOT NULL,
    parameters TEXT NOT NULL, document TEXT NOT NULL DEFAULT '', best_model TEXT NOT NULL DEFAULT '', best_value REAL, accuracy REAL, roc_auc REAL,
    parent_id INTEGER REFERENCES classic_experiment(id) ON DELETE SET NULL, model_file TEXT NOT NULL DEFAULT '', job_id INTEGER,
    created_at TEXT NOT NULL, finished_at TEXT NOT NULL DEFAULT '');
-- Every answer behind the scores of a model. rows, truth, answers: i4[rows]; shares: f4[rows, classes].
CREATE TABLE classic_answer (
    experiment_id INTEGER NOT NULL REFERENCES classic_experiment(id) ON DELETE CASCADE, model TEXT NOT NULL, rows BLOB NOT NULL, truth BLOB NOT NULL,
    answers BLOB NOT NULL, shares BLOB NOT NULL, PRIMARY KEY (experiment_id, model)) WITHOUT ROWID;
-- What a final model says of the library's tracks. scores: f4[classes], as table prediction has them of networks.
CREATE TABLE classic_prediction (
    experiment_id INTEGER NOT NULL REFERENCES classic_experiment(id) ON DELETE CASCADE, track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE,
    scores BLOB NOT NULL, PRIMARY KEY (experiment_id, track_id)) WITHOUT ROWID;
