-- Small classifiers on features of encoders that stay as they are, learned from shares of the labels. identity: what was asked for; the
-- same question goes on where it stood. tags: JSON [{"tag","type"}].
CREATE TABLE probe_experiment (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, identity TEXT NOT NULL, parameters TEXT NOT NULL, tags TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'done')), created_at TEXT NOT NULL, finished_at TEXT NOT NULL DEFAULT '');
-- One probe. document: its measures on the test part and what it learned from.
CREATE TABLE probe_result (
    experiment_id INTEGER NOT NULL REFERENCES probe_experiment(id) ON DELETE CASCADE, encoder TEXT NOT NULL, probe TEXT NOT NULL,
    share REAL NOT NULL, seed INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (experiment_id, encoder, probe, share, seed)) WITHOUT ROWID;
-- A network that learns from tracks without labels. identity as above; weights lie in checkpoints/<folder>.
CREATE TABLE pretraining (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, identity TEXT NOT NULL, architecture TEXT NOT NULL, parameters TEXT NOT NULL, folder TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'done')), created_at TEXT NOT NULL, finished_at TEXT NOT NULL DEFAULT '');
-- positive_cosine: mean of the two pieces of a track; spread: standard deviation of a projection's numbers over pieces, 1 = even on the sphere.
CREATE TABLE pretraining_epoch (
    pretraining_id INTEGER NOT NULL REFERENCES pretraining(id) ON DELETE CASCADE, epoch INTEGER NOT NULL, loss REAL, positive_cosine REAL,
    spread REAL, pairs_per_second REAL, seconds REAL, PRIMARY KEY (pretraining_id, epoch)) WITHOUT ROWID;
