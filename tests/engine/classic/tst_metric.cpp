#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include "engine/classic/metric.h"
#include "engine/core/error.h"
#include "engine/core/random.h"

using namespace engine;
using namespace engine::classic;

class tst_metric : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void scoresAreThoseOfScikitLearn()
    {
        SplitMix dice(5);
        std::vector<int> truth, predicted;
        std::vector<double> probabilities;
        for (int r = 0; r < 60; ++r) {
            truth.push_back(static_cast<int>(dice.below(3)));
            double sum = 0;
            std::vector<double> row;
            for (int c = 0; c < 3; ++c)
                sum += row.emplace_back(dice.uniform() + (c == truth.back() ? 0.3 : 0));
            for (auto& value : row)
                probabilities.push_back(value / sum);
            predicted.push_back(static_cast<int>(std::max_element(row.begin(), row.end()) - row.begin()));
        }
        const auto scores = scoresOf(truth, predicted, probabilities, 3);
        const Json given{{"t", truth}, {"p", predicted}, {"q", probabilities}};
        QProcess python;
        python.start("/usr/bin/python3", {"-c",
            "import sys,json,numpy as np\nfrom sklearn.metrics import *\nd=json.load(sys.stdin);t,p,q=d['t'],d['p'],np.array(d['q']).reshape(-1,3)\n"
            "a=precision_recall_fscore_support(t,p,average='macro')\n"
            "print(json.dumps({'accuracy':accuracy_score(t,p),'precision':a[0],'recall':a[1],'f1':a[2],'auc':roc_auc_score(t,q,multi_class='ovr')}))"});
        if (!python.waitForStarted()) QSKIP("/usr/bin/python3 is not installed");
        python.write(QByteArray::fromStdString(given.dump()));
        python.closeWriteChannel();
        QVERIFY(python.waitForFinished(60000));
        if (python.exitCode() != 0) QSKIP("python3-sklearn is not installed");
        const auto wanted = QJsonDocument::fromJson(python.readAllStandardOutput()).object();
        QVERIFY(std::abs(scores.accuracy - wanted["accuracy"].toDouble()) < 1e-12);
        QVERIFY(std::abs(scores.precision - wanted["precision"].toDouble()) < 1e-12);
        QVERIFY(std::abs(scores.recall - wanted["recall"].toDouble()) < 1e-12);
        QVERIFY(std::abs(scores.f1 - wanted["f1"].toDouble()) < 1e-12);
        QVERIFY(std::abs(*scores.auc - wanted["auc"].toDouble()) < 1e-12);
    }

    void everyMetricHasAName()
    {
        for (const auto metric : kMetrics)
            QCOMPARE(metricFromName(metricName(metric)), metric);
        QVERIFY_EXCEPTION_THROWN(metricFromName("luck"), Error);
    }
};

QTEST_GUILESS_MAIN(tst_metric)
#include "tst_metric.moc"
