#include <QtTest>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <fstream>

#include "engine/classic/importance.h"
#include "tables.h"

using namespace engine;
using namespace engine::classic;

namespace {

constexpr auto kPython = "/usr/bin/python3";

/// The genre table with rows of the first folds as validation, and the same in a file for scikit-learn.
Plan planOf(const Table& table, const QTemporaryDir& folder)
{
    const auto file = std::filesystem::path(folder.filePath("parts.csv").toStdString());
    std::ofstream out(file);
    out << "row,part\n";
    for (std::size_t r = 0; r < table.rows(); ++r)
        out << r << ',' << (r % 4 == 0 ? "valid" : r % 4 == 1 ? "test" : "train") << '\n';
    out.close();
    return Plan::fromFile(table, file, "part");
}

/// The peer takes a second a column.
Table firstColumns(const Table& all, std::size_t count)
{
    auto table = all;
    table.columns.resize(count);
    table.values = columnsAs(table.columns, all);
    return table;
}

const char* const kPeer = R"(
import csv, json, sys
import numpy as np
from sklearn.inspection import permutation_importance
from sklearn.neighbors import KNeighborsClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler
rows = list(csv.DictReader(open(sys.argv[1])))
names = [n for n in rows[0] if n not in ('filename', 'label', 'length')][:12]
x = np.array([[float(r[n]) for n in names] for r in rows]); y = np.array([r['label'] for r in rows])
part = np.arange(len(rows)) % 4
learner = {'knn': KNeighborsClassifier(5), 'naive-bayes': GaussianNB()}[sys.argv[2]]
model = make_pipeline(MinMaxScaler(), learner).fit(x[part > 1], y[part > 1])
result = permutation_importance(model, x[part == 0], y[part == 0], scoring='recall_macro', n_repeats=40, random_state=0)
print(json.dumps({'names': names, 'mean': list(result.importances_mean), 'sd': list(result.importances_std),
                  'whole': __import__('sklearn.metrics').metrics.recall_score(y[part == 0], model.predict(x[part == 0]), average='macro')}))
)";

QJsonObject peer(const QString& model)
{
    QProcess python;
    python.start(kPython, {"-c", kPeer, QString::fromStdString((featureReference() / "genre_features_1000.csv").string()), model});
    python.waitForFinished(120000);
    return QJsonDocument::fromJson(python.readAllStandardOutput()).object();
}

}  // namespace

class tst_importance : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

private Q_SLOTS:
    void agreesWithScikitLearnOnTheSameModel_data()
    {
        QTest::addColumn<QString>("id");
        QTest::newRow("k-NN") << "knn";
        QTest::newRow("naive Bayes") << "naive-bayes";
    }
    void agreesWithScikitLearnOnTheSameModel()
    {
        SKIP_WITHOUT_GENRES();
        QFETCH(QString, id);
        const auto theirs = peer(id);
        if (theirs.isEmpty()) QSKIP("no scikit-learn for /usr/bin/python3");
        const auto table = firstColumns(genreTable(), 12);
        const auto plan = planOf(table, m_folder);
        const auto& round = plan.rounds().front();
        const auto model = FittedModel::fit({id.toStdString(), Json::object(), Json::object()}, table, round.training, {});
        RunControl control;
        const auto ours = permutationImportance(model, table, *round.validation, 40, {}, control);
        QVERIFY(std::abs(ours.whole - theirs["whole"].toDouble()) < 1e-12);
        QCOMPARE(ours.rows, std::size_t{250});
        QCOMPARE(theirs["names"].toArray().size(), static_cast<qsizetype>(table.columns.size()));
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const auto at = static_cast<qsizetype>(c);
            QCOMPARE(theirs["names"].toArray()[at].toString().toStdString(), table.columns[c]);
            // Other dice: means of 40 shuffles each. Six standard errors of the difference, and one row in 25 of a class where nothing varies.
            const double deviation = std::max(ours.deviation[c], theirs["sd"].toArray()[at].toDouble());
            QVERIFY2(std::abs(ours.mean[c] - theirs["mean"].toArray()[at].toDouble()) < 6 * deviation * std::sqrt(2.0 / 40) + 1e-12, table.columns[c].c_str());
        }
    }

    void aFeatureThatSaysAllIsFoundAndNoiseIsNot()
    {
        Table table;
        table.subject = "made up";
        table.columns = {"noise", "truth", "constant"};
        std::vector<std::string> names;
        for (std::size_t r = 0; r < 60; ++r) {
            names.push_back(r % 2 == 0 ? "even" : "odd");
            table.values.insert(table.values.end(), {static_cast<double>((r * 37) % 60), r % 2 == 0 ? -1.0 : 1.0, 4.0});
        }
        setLabels(table, names);
        RunControl control;
        ExperimentOptions options;
        const auto importance = permutationImportance({"decision-tree", Json::object(), Json::object()}, table, allRows(table), 20, options, control);
        QCOMPARE(importance.whole, 1.0);
        QVERIFY(importance.mean[1] > 0.35 && importance.mean[1] < 0.65);   // guessing between two classes
        QCOMPARE(importance.mean[0], 0.0);
        QCOMPARE(importance.mean[2], 0.0);
        QCOMPARE(importance.repeats, std::size_t{60});

        options.threads = 2;
        const auto again = permutationImportance({"decision-tree", Json::object(), Json::object()}, table, allRows(table), 20, options, control);
        QCOMPARE(again.mean, importance.mean);   // the number of threads changes nothing
        options.seed = 1;
        const auto other = permutationImportance({"decision-tree", Json::object(), Json::object()}, table, allRows(table), 20, options, control);
        QVERIFY(other.mean != importance.mean);
    }
};

QTEST_GUILESS_MAIN(tst_importance)
#include "tst_importance.moc"
