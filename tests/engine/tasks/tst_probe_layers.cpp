#include <QtTest>

#include "engine/neural/neural_loader.h"
#include "engine/tasks/probe_layers.h"
#include "engine/tasks/probe_options.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;

namespace {

/// Three layers of made-up features, in the order in which they are tried.
const std::vector<tasks::LayerChoice> kChoices{{"two", 2}, {"one", 1}, {"three", 3}};

struct LayerBench : TrainingFixture {
    tasks::ProbeQuestion question;
    std::unique_ptr<neural::NeuralEngine> engine = neural::openNeuralEngine();

    LayerBench()
    {
        engine->setThreads(1);
        question.config = tasks::completeProbes({{"encoders", {"random:musicnn"}}, {"probes", {"linear", "grid"}}, {"split", "tones"},
                                                 {"grid", {{"hidden", {0}}, {"batch", {64}}, {"dropout", {0.25}}, {"lr", {1e-2}}, {"weight_decay", {0.0}}, {"checks", 20}}}},
                                                *workspace);
        tasks::VocabularyConfig vocabulary;
        vocabulary.minTrainTracks = 2;
        question.table = tasks::buildTrainingTable(*workspace, split, vocabulary);
        question.experiment.identity = "layers";
        question.experiment.id = workspace->probes().create(question.experiment);
    }
    /// The label of each track, times what is said of its part: 1 tells it, -1 tells the opposite, 0 tells nothing.
    tasks::FeatureTable features(float train, float valid, float test) const
    {
        tasks::FeatureTable table;
        table.width = 2;
        for (std::size_t i = 0; i < tracks.size(); ++i) {
            const float said = i < kTrain ? train : i < kTrain + kValid ? valid : test, label = i % 2 == 0 ? 1.0f : -1.0f;
            table.of[tracks[i]] = {said * label, 1};
        }
        return table;
    }
    Json measured(const std::string& probe, const std::vector<tasks::FeatureTable>& features)
    {
        RunControl control;
        tasks::TaskContext context{*workspace, control, 1, "cpu", {}, {}};
        return tasks::measuredBestLayer(question, {"choice", probe, 1, 0}, kChoices, features, *engine, context);
    }
};

}  // namespace

class tst_probe_layers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Layer 3 is right on the validation part and wrong on the test part, layer 1 the other way round: the choice falls on 3 and pays for it.
    void theValidationPartChoosesAndTheTestPartIsNotSeen_data()
    {
        QTest::addColumn<QString>("probe");
        QTest::newRow("linear") << "linear";
        QTest::newRow("grid") << "grid";
    }
    void theValidationPartChoosesAndTheTestPartIsNotSeen()
    {
        QFETCH(QString, probe);
        LayerBench bench;
        const auto document = bench.measured(probe.toStdString(), {bench.features(0, 0, 0), bench.features(1, -1, 1), bench.features(1, 1, -1)});
        QCOMPARE(document["layer"].get<int>(), 3);
        QCOMPARE(document["encoder"].get<std::string>(), std::string("three"));
        QCOMPARE(document["roc_auc"].get<double>(), 0.0);
        QCOMPARE(document["layers"].size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(document["layers"][i]["layer"].get<int>(), static_cast<int>(i + 1));
            const double score = document["layers"][i]["valid_roc_auc"].get<double>();
            QVERIFY(i == 2 ? score == 1.0 : score <= 0.5);   // a probe that validation speaks against keeps the weights it began with
        }
        // Whatever the test part says, the choice and what it was made by stay the same.
        bench.question.experiment.identity = "another test part";
        bench.question.experiment.id = bench.workspace->probes().create(bench.question.experiment);
        const auto other = bench.measured(probe.toStdString(), {bench.features(0, 0, 1), bench.features(1, -1, 0), bench.features(1, 1, 1)});
        QCOMPARE(other["layers"], document["layers"]);
        QCOMPARE(other["layer"].get<int>(), 3);
        QCOMPARE(other["roc_auc"].get<double>(), 1.0);
    }

    void layersThatAreAlikeGiveTheMiddleOne()
    {
        LayerBench bench;
        const auto same = bench.features(1, 1, 1);
        QCOMPARE(bench.measured("linear", {same, same, same})["layer"].get<int>(), 2);
    }

    /// A validation part of one class has no ROC-AUC.
    void aValidationPartThatCannotTellGivesTheMiddleOne()
    {
        LayerBench bench;
        auto& valid = bench.question.table.parts[static_cast<std::size_t>(Part::Valid)];
        std::ranges::fill(valid.labels, std::uint8_t{0});
        const auto document = bench.measured("linear", {bench.features(0, 0, 0), bench.features(1, -1, 1), bench.features(1, 1, -1)});
        QCOMPARE(document["layer"].get<int>(), 2);
        for (const auto& layer : document["layers"])
            QVERIFY(layer["valid_roc_auc"].is_null());
    }

    void whatIsChosenBySeesNoRowOfTheTestPart()
    {
        LayerBench bench;
        const auto data = tasks::seenData(bench.question, {"choice", "linear", 1, 0}, bench.features(1, 1, 1));
        QCOMPARE(data.train.rows(), std::size_t{LayerBench::kTrain});
        QCOMPARE(data.valid.rows(), std::size_t{LayerBench::kValid});
        QCOMPARE(data.predict.rows(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(tst_probe_layers)
#include "tst_probe_layers.moc"
