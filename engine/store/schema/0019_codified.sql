-- One configuration of a grid of probes, learned and looked at on the validation part. configuration: its hash, by which a stopped grid goes on;
-- document: the configuration and its validation score.
CREATE TABLE probe_trial (
    experiment_id INTEGER NOT NULL REFERENCES probe_experiment(id) ON DELETE CASCADE, encoder TEXT NOT NULL, share REAL NOT NULL, seed INTEGER NOT NULL,
    configuration TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (experiment_id, encoder, share, seed, configuration)) WITHOUT ROWID;
-- A codified audio language model (CALM): sound as codes, and a transformer over the codes. identity: what was asked for; the same question goes
-- on where it stood. Weights and codes lie in checkpoints/<folder>. document: what came of it, the likelihoods on held-out tracks among it.
CREATE TABLE codified_model (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, identity TEXT NOT NULL, parameters TEXT NOT NULL, folder TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'done')), document TEXT NOT NULL DEFAULT '{}', created_at TEXT NOT NULL,
    finished_at TEXT NOT NULL DEFAULT '');
-- A round of steps of one of its two networks; document: losses, codes in use, time.
CREATE TABLE codified_round (
    model_id INTEGER NOT NULL REFERENCES codified_model(id) ON DELETE CASCADE, stage TEXT NOT NULL CHECK (stage IN ('codes', 'language')),
    round INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (model_id, stage, round)) WITHOUT ROWID;
