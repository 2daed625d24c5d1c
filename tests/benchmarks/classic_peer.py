"""The out-of-the-box list of `classify` in scikit-learn: same table, same folds, same settings, folds side by side on --jobs processes.

    python3 classic_peer.py TABLE.csv FOLDS.csv --jobs 2

One JSON line a model on stdout: {"model", "seconds" (wall, all folds), "accuracy"}. bench_classic runs it; scikit-learn 1.2 or newer, no
other package. Every model gives classes and probabilities, as ours do. Boosting is scikit-learn's faster one (by histograms); its own
has no shares of rows and columns. The vote fits its members again: that is how VotingClassifier works."""
import argparse
import csv
import json
import os
import time
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")  # the folds run side by side
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np  # noqa: E402
from joblib import Parallel, delayed  # noqa: E402
from sklearn.base import BaseEstimator, ClassifierMixin  # noqa: E402
from sklearn.cluster import KMeans  # noqa: E402
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier, RandomForestClassifier, VotingClassifier  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.naive_bayes import GaussianNB  # noqa: E402
from sklearn.neighbors import KNeighborsClassifier  # noqa: E402
from sklearn.neural_network import MLPClassifier  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.preprocessing import MinMaxScaler, StandardScaler  # noqa: E402
from sklearn.svm import SVC  # noqa: E402
from sklearn.tree import DecisionTreeClassifier  # noqa: E402


class KMeansMajority(ClassifierMixin, BaseEstimator):
    """Each group answers with the shares of the classes among its training rows."""

    def fit(self, x, y):
        self.classes_, labels = np.unique(y, return_inverse=True)
        self.groups_ = KMeans(10, n_init=10, random_state=0).fit(x)
        counts = np.zeros((10, len(self.classes_)))
        np.add.at(counts, (self.groups_.labels_, labels), 1)
        self.shares_ = counts / counts.sum(1, keepdims=True)
        return self

    def predict_proba(self, x):
        return self.shares_[self.groups_.predict(x)]

    def predict(self, x):
        return self.classes_[self.predict_proba(x).argmax(1)]


def models():
    svm_rbf = make_pipeline(StandardScaler(), SVC(C=3, probability=True, random_state=0))
    knn = make_pipeline(MinMaxScaler(), KNeighborsClassifier(5))
    extra = ExtraTreesClassifier(500, random_state=0)
    boosting = HistGradientBoostingClassifier(max_iter=300, max_depth=3, learning_rate=0.1, early_stopping=False, random_state=0)
    mlp = make_pipeline(StandardScaler(), MLPClassifier(100, alpha=0.01, max_iter=300, random_state=0))
    return {
        "kmeans": make_pipeline(MinMaxScaler(), KMeansMajority()),
        "knn": knn,
        "logistic-regression": make_pipeline(MinMaxScaler(), LogisticRegression(C=10, max_iter=1000)),
        "naive-bayes": make_pipeline(MinMaxScaler(), GaussianNB()),
        "svm-linear": make_pipeline(MinMaxScaler(), SVC(C=1, kernel="linear", probability=True, random_state=0)),
        "svm-rbf": svm_rbf,
        "decision-tree": DecisionTreeClassifier(random_state=0),
        "random-forest": RandomForestClassifier(500, random_state=0),
        "extra-trees": extra,
        "gradient-boosting": boosting,
        "mlp": mlp,
        "vote": VotingClassifier([("svm", svm_rbf), ("boosting", boosting), ("mlp", mlp), ("extra", extra), ("knn", knn)], voting="soft"),
    }


def one_fold(model, x, y, test):
    warnings.simplefilter("ignore")
    model.fit(x[~test], y[~test])
    model.predict_proba(x[test])
    return float((model.predict(x[test]) == y[test]).mean())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("table")
    parser.add_argument("folds")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    rows = list(csv.DictReader(open(options.table, encoding="utf-8")))
    names = [name for name in rows[0] if name not in ("filename", "label", "length")]
    x = np.array([[float(row[name]) for name in names] for row in rows])
    y = np.array([row["label"] for row in rows])
    folds = np.empty(len(rows), int)
    for row in csv.DictReader(open(options.folds, encoding="utf-8")):
        folds[int(row["row"])] = int(row["fold"])
    pool = Parallel(n_jobs=options.jobs)
    with pool:
        pool(delayed(one_fold)(make_pipeline(GaussianNB()), x, y, folds == 0) for _ in range(options.jobs))  # processes start before the clock does
        for name, model in models().items():
            begun = time.perf_counter()
            accuracies = pool(delayed(one_fold)(model, x, y, folds == fold) for fold in range(folds.max() + 1))
            print(json.dumps({"model": name, "seconds": time.perf_counter() - begun, "accuracy": float(np.mean(accuracies))}), flush=True)


if __name__ == "__main__":
    main()
