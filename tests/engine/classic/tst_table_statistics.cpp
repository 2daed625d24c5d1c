#include <QtTest>

#include <cmath>

#include "engine/classic/box_summary.h"
#include "engine/classic/charts.h"
#include "engine/classic/correlation.h"
#include "engine/classic/plane.h"
#include "engine/core/json.h"
#include "engine/core/random.h"

using namespace engine;
using namespace engine::classic;

namespace {

constexpr std::size_t kRows = 60, kColumns = 4;

/// Columns of very unlike size, the second made of the first, gaps in the third, the last constant.
Table tableWithGaps()
{
    Table table;
    table.columns = {"a", "b", "c", "still"};
    std::vector<std::string> names;
    SplitMix dice(7);
    for (std::size_t r = 0; r < kRows; ++r) {
        const double a = 1e6 + 1000 * dice.uniform();
        table.values.insert(table.values.end(), {a, -3e-6 * a + 1e-3 * dice.uniform(), r % 7 == 0 ? NAN : dice.uniform() * (r % 3 == 0 ? 40 : 1), 5});
        names.push_back(r % 3 == 0 ? "rock" : r % 3 == 1 ? "jazz" : "pop");
    }
    setLabels(table, names);
    return table;
}

Json numbersOf(const std::vector<double>& values)
{
    auto json = Json::array();
    for (const double value : values)
        json.push_back(std::isnan(value) ? Json(nullptr) : Json(value));
    return json;
}

/// What a program of python3 prints for the table's values `v` [rows, columns] and labels `l`; null where it cannot run.
Json asked(const Table& table, const QByteArray& program)
{
    QProcess python;
    python.start("/usr/bin/python3", {"-c", "import sys,json,numpy as np\nd=json.load(sys.stdin)\nv=np.array([np.nan if x is None else x for x in d['v']]).reshape(-1,4);l=np.array(d['l'])\n" + program});
    if (!python.waitForStarted()) return {};
    python.write(QByteArray::fromStdString(Json{{"v", numbersOf(table.values)}, {"l", table.labels}}.dump()));
    python.closeWriteChannel();
    if (!python.waitForFinished(60000) || python.exitCode() != 0) return {};
    return Json::parse(python.readAllStandardOutput().toStdString());
}

bool isNear(double ours, double theirs)
{
    return std::abs(ours - theirs) <= 1e-9 * std::max(1.0, std::abs(theirs));
}

}  // namespace

class tst_table_statistics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void boxesAgreeWithNumpyAndMatplotlibsRule()
    {
        const auto table = tableWithGaps();
        const auto wanted = asked(table,
            "out=[]\nfor c in range(3):\n  x=v[l==c,2];x=x[~np.isnan(x)];q=np.percentile(x,[0,25,50,75,100]);i=1.5*(q[3]-q[1])\n"
            "  out.append(list(q)+[x[x>=q[1]-i].min(),x[x<=q[3]+i].max(),float(((x<q[1]-i)|(x>q[3]+i)).sum()),float(len(x))])\nprint(json.dumps(out))");
        if (wanted.is_null()) QSKIP("python3-numpy is not installed");
        const auto boxes = boxesOf(table, 2);
        QCOMPARE(boxes.size(), wanted.size());
        for (std::size_t c = 0; c < boxes.size(); ++c) {
            const auto& box = boxes[c];
            const std::vector<double> ours{box.least, box.lower, box.median, box.upper, box.most, box.whiskerLow, box.whiskerHigh,
                                           static_cast<double>(box.outliers.size()), static_cast<double>(box.count)};
            for (std::size_t i = 0; i < ours.size(); ++i)
                QVERIFY2(isNear(ours[i], wanted[c][i].get<double>()), qPrintable(QString("class %1, figure %2").arg(c).arg(i)));
            QCOMPARE(box.count + box.missing, kRows / 3);
        }
    }

    void correlationsAgreeWithNumpyWhereBothValuesAreThere()
    {
        const auto table = tableWithGaps();
        const auto wanted = asked(table, "g=~np.isnan(v[:,2])\nprint(json.dumps([np.corrcoef(v[:,0],v[:,1])[0,1],np.corrcoef(v[g][:,0],v[g][:,2])[0,1],np.corrcoef(v[g][:,1],v[g][:,2])[0,1]]))");
        if (wanted.is_null()) QSKIP("python3-numpy is not installed");
        RunControl control;
        const auto r = correlations(table, control);
        QVERIFY(isNear(r[1], wanted[0].get<double>()));
        QVERIFY(isNear(r[2], wanted[1].get<double>()));
        QVERIFY(isNear(r[1 * kColumns + 2], wanted[2].get<double>()));
        QCOMPARE(r[2 * kColumns + 1], r[1 * kColumns + 2]);
        QCOMPARE(r[0], 1.0);
        QVERIFY(std::isnan(r[3]) && std::isnan(r[3 * kColumns + 3]));
    }

    void thePlaneIsThatOfScikitLearn()
    {
        const auto table = tableWithGaps();
        const auto wanted = asked(table,
            "from sklearn.decomposition import PCA\nfrom sklearn.impute import SimpleImputer\nfrom sklearn.preprocessing import StandardScaler\n"
            "x=StandardScaler().fit_transform(SimpleImputer(strategy='median').fit_transform(v))\np=PCA(2).fit(x);y=p.transform(x)\n"
            "print(json.dumps([list(p.explained_variance_ratio_),list(y[:,0]),list(y[:,1])]))");
        if (wanted.is_null()) QSKIP("python3-sklearn is not installed");
        const auto plane = planeOf(table);
        for (std::size_t k = 0; k < 2; ++k) {
            QVERIFY2(std::abs(plane.share[k] - wanted[0][k].get<double>()) < 1e-6, qPrintable(QString("%1: %2 instead of %3").arg(k).arg(plane.share[k]).arg(wanted[0][k].get<double>())));
            const auto& axis = k == 0 ? plane.x : plane.y;
            const double sign = axis[0] * wanted[k + 1][0].get<double>() < 0 ? -1 : 1;   // the side an axis points to is free
            for (std::size_t r = 0; r < kRows; ++r)
                QVERIFY(std::abs(axis[r] - sign * wanted[k + 1][r].get<double>()) < 1e-5);   // ours are single precision
        }
    }

    void picturesMarkEveryClassPairRowAndModel()
    {
        const auto table = tableWithGaps();
        QCOMPARE(boxPlot(table, 0, boxesOf(table, 0), 600).marks().size(), std::size_t{3});
        RunControl control;
        const auto map = correlationMap(table.columns, correlations(table, control));
        QCOMPARE(map.marks().size(), kColumns * (kColumns - 1) / 2);
        QVERIFY(std::isnan(map.marks().back().threshold));   // the constant column has no correlation
        QCOMPARE(classScatter(table, planeOf(table), 600, 400).marks().size(), kRows);
        const std::vector<ComparedModel> models{{"knn", 0.68, 0.6, 0.75, 0.43}, {"svm", 0.76, 0.7, 0.8, {}}};
        const auto bars = comparisonBars(models, "accuracy", 700);
        QCOMPARE(bars.marks().size(), models.size());
        QVERIFY(std::any_of(bars.shapes().begin(), bars.shapes().end(), [](const auto& shape) { return shape.text == "0.430"; }));
        QVERIFY(valueBars({}, "gain", 500).empty());
    }

    void aConstantColumnCanStillBeDrawn()
    {
        const auto table = tableWithGaps();
        const auto drawing = boxPlot(table, 3, boxesOf(table, 3), 600);
        QVERIFY(!drawing.empty());
        for (const auto& shape : drawing.shapes())
            QVERIFY(std::isfinite(shape.x) && std::isfinite(shape.width));
    }
};

QTEST_GUILESS_MAIN(tst_table_statistics)
#include "tst_table_statistics.moc"
