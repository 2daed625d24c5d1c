#include <QtTest>

#include "engine/tasks/run_settings.h"
#include "engine/tasks/train_setup.h"

using namespace engine;
using namespace engine::tasks;

/// What a run was made with, and in what runs differ.
class tst_run_settings : public QObject {
    Q_OBJECT

    static QStringList namesOf(const std::vector<SettingDifference>& differences)
    {
        QStringList names;
        for (const auto& difference : differences)
            names << QString::fromStdString(difference.setting);
        return names;
    }

private Q_SLOTS:
    void onlyWhatDiffersIsListedInTheOrderOfTheForm()
    {
        auto a = completeTraining({{"lr", 1e-3}, {"epochs", 5}}), b = completeTraining({{"epochs", 5}}), c = completeTraining({{"epochs", 6}});
        QCOMPARE(namesOf(differingSettings({a, b, c})), (QStringList{"epochs", "lr"}));
        QVERIFY(differingSettings({b, b}).empty());
        b["only here"] = 1;
        const auto differences = differingSettings({a, b});
        QCOMPARE(namesOf(differences), (QStringList{"lr", "only here"}));
        QVERIFY(differences[1].values[0].is_null());
        QCOMPARE(differences[1].values[1], Json(1));
    }
    void ofListsOnlyWhatIsNotCommonIsGiven()
    {
        const auto differences = differingSettings({{{"tags", {"a", "b", "c"}}}, {{"tags", {"b", "c", "d", "e"}}}});
        QCOMPARE(differences.size(), std::size_t{1});
        QCOMPARE(differences[0].values[0], Json({"a"}));
        QCOMPARE(differences[0].values[1], Json({"d", "e"}));
    }
    void whereATrainingIsDoneDoesNotMakeItAnother()
    {
        const Json recipe{{"arch", "fcn"}, {"epochs", 3}};
        auto elsewhere = recipe;
        elsewhere["device"] = "cuda";
        elsewhere["notes"] = "hot";
        elsewhere["evaluate"] = true;
        elsewhere["patience"] = 0;   // the default, said aloud
        QVERIFY(sameTraining(recipe, elsewhere));
        for (const auto& [key, value] : {std::pair{"epochs", Json(4)}, {"top", Json(50)}, {"sources", Json{"file"}}, {"name", Json("x")}, {"seed", Json(1)}}) {
            auto other = recipe;
            other[key] = value;
            QVERIFY2(!sameTraining(recipe, other), key);
        }
    }
    void whatHoldsAnywayNeedNotBeSaid()
    {
        const Json said{{"arch", "fcn"}, {"lr", 0.5}, {"types", {"genre"}}, {"prepare", true}};
        const auto brief = briefTraining(completeTraining(said));
        QCOMPARE(brief, Json({{"arch", "fcn"}, {"split", "default"}, {"types", {"genre"}}, {"epochs", 30}, {"lr", 0.5}, {"prepare", true}}));
        QCOMPARE(completeTraining(brief), completeTraining(said));
    }
    void aRunAsksForItselfAgain()
    {
        QTemporaryDir folder;
        auto workspace = store::Workspace::openOrCreate(folder.filePath("w").toStdString());
        workspace.melgrams().putPreset("hash", "sota-96", R"({"name": "sota-96"})");
        store::Run run;
        run.name = "first";
        run.architecture = "musicnn";
        run.presetHash = "hash";
        run.split = workspace.splits().put({.name = "s", .seed = 5, .ratios = {0.8, 0.1, 0.1}}, {});
        run.seed = 9;
        run.config = completeTraining({{"lr", 0.01}, {"name", "first"}});
        run.tags = {{"rock", "genre"}};
        const auto settings = runSettings(workspace, run);
        QCOMPARE(settings["preset"].get<std::string>(), std::string("sota-96"));
        QCOMPARE(settings["split"].get<std::string>(), std::string("s"));
        QCOMPARE(settings["tags"], Json({"rock"}));
        QVERIFY(!settings.contains("name"));
        const auto again = rerunParameters(workspace, run);
        QCOMPARE(again["lr"].get<double>(), 0.01);
        QCOMPARE(again["seed"].get<int>(), 9);
        QCOMPARE(again["name"].get<std::string>(), std::string());   // it is to be told from the first
    }
};

QTEST_GUILESS_MAIN(tst_run_settings)
#include "tst_run_settings.moc"
