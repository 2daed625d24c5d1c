#include <QtTest>

#include "engine/core/error.h"
#include "engine/tasks/train_options.h"
#include "engine/tasks/run_settings.h"
#include "engine/tasks/train_setup.h"
#include "engine/tasks/training_precision.h"

using namespace engine;
using namespace engine::tasks;

class tst_train_options : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsNotSaidIsAsTheTrainerHasIt()
    {
        const neural::TrainConfig plain;
        neural::TrainConfig config;
        applyTrainOptions(Json::object(), config);
        QVERIFY(config.optimiser == plain.optimiser && config.schedule == plain.schedule && !config.augmentation.any());
        QCOMPARE(config.warmupEpochs, plain.warmupEpochs);
        QCOMPARE(config.adamEpochs, plain.adamEpochs);
        QCOMPARE(config.sgdEpochs, plain.sgdEpochs);
        QCOMPARE(config.backboneRate, plain.backboneRate);
        QCOMPARE(config.accumulate, plain.accumulate);
    }

    void everyOptionIsPartOfATraining()
    {
        for (const auto& [name, value] : trainOptionDefaults().items()) {
            QVERIFY2(trainDefaults().contains(name), name.c_str());
            auto other = Json::object();
            other[name] = value.is_boolean() ? Json(true) : value.is_string() ? Json("adamw") : Json(value.get<double>() / 2 + 0.5);
            if (other[name] != value) QVERIFY2(!sameTraining(other, Json::object()), name.c_str());
        }
    }

    void whatIsSaidReachesTheTrainer()
    {
        neural::TrainConfig config;
        applyTrainOptions({{"optimiser", "adamw"}, {"schedule", "staged"}, {"warmup", 2}, {"adam_epochs", 8}, {"sgd_epochs", 3}, {"backbone_lr", 0.1},
                           {"dropout", 0.5}, {"accumulate", 4}, {"spec_augment", 2}, {"mixup", 0.4}, {"gain_db", 6}, {"noise", 0.1}, {"precision", "bf16"}}, config);
        QVERIFY(config.optimiser == neural::Optimiser::AdamW && config.schedule == neural::Schedule::Staged);
        QCOMPARE(config.warmupEpochs, 2);
        QCOMPARE(config.adamEpochs, 8);
        QCOMPARE(config.sgdEpochs, 3);
        QCOMPARE(config.backboneRate, 0.1);
        QCOMPARE(config.dropout, 0.5);
        QCOMPARE(config.accumulate, 4);
        QCOMPARE(config.augmentation.timeMasks, 2);
        QCOMPARE(config.augmentation.bandMasks, 2);
        QCOMPARE(config.augmentation.mixup, 0.4);
        QCOMPARE(config.augmentation.gainDb, 6.0);
        QCOMPARE(config.augmentation.noise, 0.1);
        QVERIFY(config.precision == neural::Precision::Bfloat16);
    }

    void aBadOptionIsNamed_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");   // JSON
        QTest::newRow("unknown optimiser") << "optimiser" << "\"rmsprop\"";
        QTest::newRow("unknown precision") << "precision" << "\"fp8\"";
        QTest::newRow("unknown schedule") << "schedule" << "\"linear\"";
        QTest::newRow("backbone faster than the head") << "backbone_lr" << "2";
        QTest::newRow("dropout of everything") << "dropout" << "3";
        QTest::newRow("no batch a step") << "accumulate" << "0";
        QTest::newRow("negative mixup") << "mixup" << "-1";
        QTest::newRow("text for a number") << "noise" << "\"much\"";
    }
    void aBadOptionIsNamed()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        auto parameters = Json::object();
        parameters[option.toStdString()] = Json::parse(value.toStdString());
        neural::TrainConfig config;
        try {
            applyTrainOptions(parameters, config);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::InvalidArgument);
            QCOMPARE(error.subject(), option.toStdString());
        }
    }

    void bf16IsTakenOnlyIfItIsReallyFaster()
    {
        const auto faster = choosePrecision(1.0, 0.4, 16);
        QVERIFY(faster.precision == neural::Precision::Bfloat16);
        QCOMPARE(faster.reason, std::string("a step of 16 windows took 1 s in float32, 0.4 s in bf16"));
        QVERIFY(choosePrecision(1.0, 0.95, 16).precision == neural::Precision::Float32);   // within the noise of a clock
        QVERIFY(choosePrecision(1.0, 1.3, 16).precision == neural::Precision::Float32);
        QVERIFY(choosePrecision(1.0, 0, 16).precision == neural::Precision::Float32);      // not measured
    }

    void whatWasMeasuredHoldsForTheRunAndForNoOther()
    {
        QVERIFY(trainingPrecision({{"precision", "auto"}}) == neural::Precision::Float32);
        const Json settled{{"precision", "auto"}, {kPrecisionUsed, "bf16"}, {kPrecisionReason, "a step of ..."}};
        QVERIFY(trainingPrecision(settled) == neural::Precision::Bfloat16);
        QVERIFY(sameTraining(settled, {{"precision", "auto"}}));   // the same command goes on with it
        QVERIFY(!sameTraining(settled, {{"precision", "bf16"}}));
        store::RunSummary summary;
        summary.run.config = settled;
        const auto again = rerunParameters(summary);
        QCOMPARE(again["precision"].get<std::string>(), std::string("auto"));
        QVERIFY(!again.contains(kPrecisionUsed) && !again.contains(kPrecisionReason));
    }

    void aGainOfNormalisedClipsIsRefused()
    {
        neural::Augmentation louder;
        louder.gainDb = 6;
        refuseUnfitting(louder, dsp::loadPreset("sota-96"));
        QVERIFY_EXCEPTION_THROWN(refuseUnfitting(louder, dsp::loadPreset("pons")), Error);
    }

    void rareTagsWeighMoreUpToALimit()
    {
        LabelledPart part;
        part.tracks.resize(100);
        part.labels.assign(300, 0);
        for (std::size_t row = 0; row < 100; ++row) {
            part.labels[row * 3] = row < 50;       // half
            part.labels[row * 3 + 1] = row < 10;   // a tenth
            part.labels[row * 3 + 2] = row < 1;    // one
        }
        QVERIFY((positiveWeightsOf(part, 3) == std::vector<float>{1, 9, kLargestPositiveWeight}));
    }
};

QTEST_GUILESS_MAIN(tst_train_options)
#include "tst_train_options.moc"
