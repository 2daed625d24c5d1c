#include <fstream>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTabWidget>
#include <QTableWidget>

#include "desk.h"
#include "engine/tasks/command_line.h"
#include "engine/tasks/probe_summary.h"
#include "ui/charts/picture_view.h"
#include "ui/pages/probes/calm_form.h"
#include "ui/pages/probes/grid_table.h"
#include "ui/pages/probes/pretrain_form.h"
#include "ui/pages/probes/probe_words.h"
#include "ui/pages/probes/probes_page.h"

using namespace ui;
namespace fs = std::filesystem;

namespace {

/// An experiment as the task leaves it: two encoders, two shares, two seeds.
engine::store::ProbeExperimentId makeExperiment(engine::store::Workspace& workspace)
{
    engine::store::ProbeExperiment experiment;
    experiment.name = "few";
    experiment.identity = "x";
    experiment.parameters = {{"encoders", {"pretrain:1", "random:clmr_samplecnn"}}, {"probes", {"linear"}}, {"split", "by artist"},
                             {"names", {{"pretrain:1", "pre-trained CLMR"}, {"random:clmr_samplecnn", "random clmr"}}}};
    experiment.tags = {{"rock", "genre"}, {"calm", "mood/theme"}};
    const auto id = workspace.probes().create(experiment);
    for (const auto& [encoder, base] : {std::pair<std::string, double>("pretrain:1", 0.7), {"random:clmr_samplecnn", 0.6}})
        for (const double share : {0.05, 1.0})
            for (const std::uint64_t seed : {0u, 1u})
                workspace.probes().put(id, {encoder, "linear", share, seed,
                                            {{"roc_auc", base + 0.1 * share + 0.02 * static_cast<double>(seed)}, {"average_precision", base - 0.2}, {"train_tracks", share < 1 ? 5 : 100},
                                             {"valid_tracks", 10}, {"prevalence", 0.25}}});
    workspace.probes().setState(id, "done");
    return id;
}

}  // namespace

class tst_probes_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { isolateProfile(QStringLiteral("tagbench-probes")); }

    void sharesAreReadAsTheUserWritesThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("count");
        QTest::newRow("plain") << "1; 5; 10; 100" << 4;
        QTest::newRow("one") << "50" << 1;
        QTest::newRow("a point") << "0.5;1" << 2;
        QTest::newRow("zero") << "0; 10" << 0;
        QTest::newRow("too much") << "10; 101" << 0;
        QTest::newRow("a word") << "ten" << 0;
        QTest::newRow("nothing") << "" << 0;
    }
    void sharesAreReadAsTheUserWritesThem()
    {
        QFETCH(QString, text);
        QFETCH(int, count);
        QLocale::setDefault(QLocale(QStringLiteral("en")));
        QCOMPARE(static_cast<int>(sharesOf(text).size()), count);
        if (text == QStringLiteral("0.5;1")) QCOMPARE(sharesOf(text).front(), 0.005);
    }

    void anEmptyWorkspaceSaysWhatIsMissing()
    {
        QTemporaryDir folder;
        Desk desk(folder.filePath("w").toStdString());
        ProbesPage page(desk.context);
        page.resize(1200, 800);
        page.show();
        QVERIFY(desk.settle());
        QVERIFY(!page.form().problem().isEmpty());
        QVERIFY(page.results().shown() == nullptr);
        const auto labels = page.findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(labels, [](const auto* label) { return label->isVisible() && label->text().startsWith(QStringLiteral("No comparison yet")); }));
        QVERIFY(!page.pretraining().parameters()["arch"].get<std::string>().empty());   // needs no labels
    }

    void meansAndSpreadsStandInTableAndChart()
    {
        QTemporaryDir folder;
        const fs::path place = folder.filePath("w").toStdString();
        auto workspace = engine::store::Workspace::openOrCreate(place);
        const auto id = makeExperiment(workspace);
        Desk desk(place);
        ProbesPage page(desk.context);
        page.resize(1200, 800);
        page.show();
        QTRY_VERIFY(page.results().shown());
        const auto cells = engine::tasks::cellsOf(page.results().shown()->experiment, workspace.probes().results(id));
        auto* table = page.results().findChild<QTableWidget*>();
        QCOMPARE(table->rowCount(), static_cast<int>(cells.size()));
        QCOMPARE(cells.size(), std::size_t{4});
        QCOMPARE(table->item(0, 0)->text(), QStringLiteral("pre-trained CLMR"));
        QCOMPARE(table->item(0, 2)->text(), QStringLiteral("5 %"));
        // Mean 0.715, sample deviation of {0.705, 0.725} = 0.01414.
        QCOMPARE(table->item(0, 4)->text(), QStringLiteral("0.715 ± 0.014"));
        QVERIFY(!page.results().chart().drawing().empty());
        const auto file = fs::path(folder.filePath("p.csv").toStdString());
        page.results().write(file);
        std::ifstream in(file);
        std::string head;
        std::getline(in, head);
        QCOMPARE(QString::fromStdString(head).trimmed().remove(QLatin1Char(0x22)), QStringLiteral("encoder,name,probe,share,seed,train_tracks,valid_tracks,roc_auc,average_precision,layer"));
        QVERIFY(desk.settle());
    }

    void theLayerThatWasChosenStandsInTheTable()
    {
        QTemporaryDir folder;
        const fs::path place = folder.filePath("w").toStdString();
        auto workspace = engine::store::Workspace::openOrCreate(place);
        const auto id = makeExperiment(workspace);
        for (const std::uint64_t seed : {0u, 1u}) {
            const int layer = seed == 0 ? 2 : 3;
            engine::Json layers = engine::Json::array();
            for (int one = 1; one <= 3; ++one)
                layers.push_back({{"layer", one}, {"valid_roc_auc", one == layer ? 0.8 : 0.7}});
            workspace.probes().put(id, {"pretrain:1", "linear", 0.05, seed,
                                        {{"roc_auc", 0.7}, {"average_precision", 0.5}, {"train_tracks", 5}, {"valid_tracks", 10}, {"encoder", "calm:1:2"}, {"layer", layer}, {"layers", layers}}});
        }
        Desk desk(place);
        ProbesPage page(desk.context);
        page.resize(1200, 800);
        page.show();
        QTRY_VERIFY(page.results().shown());
        QLocale::setDefault(QLocale(QStringLiteral("en")));
        auto* table = page.results().findChild<QTableWidget*>();
        QCOMPARE(table->item(0, 0)->text(), QStringLiteral("pre-trained CLMR 2/3"));
        QVERIFY2(table->item(0, 0)->toolTip().contains(QStringLiteral("layer 1: 0.700")), qPrintable(table->item(0, 0)->toolTip()));
        QVERIFY(table->item(1, 0)->toolTip().isEmpty());   // nothing was chosen there
        QVERIFY(desk.settle());
    }

    void recipesOfAGridStandBestFirst()
    {
        QTemporaryDir folder;
        const fs::path place = folder.filePath("w").toStdString();
        auto workspace = engine::store::Workspace::openOrCreate(place);
        const auto id = makeExperiment(workspace);
        const auto recipe = [](double rate, double score) {
            return engine::Json{{"standardise", true}, {"hidden", 0}, {"batch", 64}, {"lr", rate}, {"dropout", 0.25}, {"weight_decay", 0.0}, {"valid_score", score}, {"looks", 20}};
        };
        workspace.probes().putTrial(id, {"pretrain:1", 1, 0, "a", recipe(1e-5, 0.6)});
        workspace.probes().putTrial(id, {"pretrain:1", 1, 0, "b", recipe(1e-3, 0.8)});
        workspace.probes().put(id, {"pretrain:1", "grid", 1, 0, {{"roc_auc", 0.77}, {"average_precision", 0.5}, {"best", recipe(1e-3, 0.8)}, {"configurations", 2}}});
        Desk desk(place);
        ProbesPage page(desk.context);
        page.resize(1200, 800);
        page.show();
        QTRY_COMPARE(page.results().grid().rows(), 2);
        auto* table = page.results().grid().findChild<QTableWidget*>();
        QCOMPARE(table->item(0, 1)->text(), QLocale().toString(0.8, 'f', 4));
        QCOMPARE(table->item(0, 2)->text(), QLocale().toString(0.77, 'f', 4));
        QVERIFY(table->item(0, 0)->font().bold());
        QVERIFY(table->item(1, 2)->text().isEmpty());   // not asked for the test part
        QVERIFY(desk.settle());
    }

    void aModelThatLearnedNothingIsSaidToHave_data()
    {
        QTest::addColumn<double>("nats");
        QTest::addColumn<bool>("warns");
        QTest::newRow("learned") << 1.3 << false;
        QTest::newRow("learned nothing") << 4.7 << true;
    }
    void aModelThatLearnedNothingIsSaidToHave()
    {
        QFETCH(double, nats);
        QFETCH(bool, warns);
        QTemporaryDir folder;
        const fs::path place = folder.filePath("w").toStdString();
        auto workspace = engine::store::Workspace::openOrCreate(place);
        const auto id = workspace.codified().create({{}, "toy codes", "x", {{"layers", 4}}, {}, "done", engine::Json::object(), {}, {}});
        workspace.codified().setDocument(id, {{"tracks", 90}, {"held_out", 10}, {"usage", {{"codes", 128}, {"used", 97}, {"used_share", 0.76}, {"perplexity", 61.3}}},
                                              {"ladder", {{"uniform", 4.852}, {"unigram", 4.625}, {"bigram", 3.1}, {"model", nats}, {"codes", 2560}, {"beats_unigram", nats < 4.625}}}});
        workspace.codified().putRound(id, {"codes", 8, {{"wave_error", 0.012}, {"spectral_error", 0.3}, {"used_codes", 97}}});
        Desk desk(place);
        ProbesPage page(desk.context);
        page.resize(1200, 800);
        page.show();
        page.findChild<QTabWidget*>()->setCurrentIndex(1);
        QTRY_VERIFY(!page.calmResults().chart().drawing().empty());
        QLocale::setDefault(QLocale(QStringLiteral("en")));
        engine::Json codes;
        connect(&page.calmResults(), &CalmResults::codesWanted, &page, [&](const engine::Json& wish) { codes = wish; });
        page.calmResults().writeCodes(QStringLiteral("/tmp/codes.csv"));
        QCOMPARE(QString::fromStdString(engine::tasks::commandLine("calm_codes", codes, {})), QStringLiteral("tagbench-cli calm codes --model 1 --output /tmp/codes.csv"));
        QVERIFY2(page.calmResults().facts().contains(QStringLiteral("97 of 128 codes are in use")), qPrintable(page.calmResults().facts()));
        const auto labels = page.findChildren<QLabel*>();
        QCOMPARE(std::ranges::any_of(labels, [](const auto* label) { return label->isVisible() && label->text().contains(QStringLiteral("does not beat")); }), warns);
        QVERIFY(desk.settle());
    }

    void theCodesFormIsTheCommand()
    {
        QTemporaryDir folder;
        Desk desk(folder.filePath("w").toStdString());
        CalmForm form(desk.context);
        QCOMPARE(QString::fromStdString(engine::tasks::commandLine("calm", form.parameters(), {})),
                 QStringLiteral("tagbench-cli calm train --size toy --code-rounds 8 --language-rounds 12 --seconds 30.0"));
    }

    void theFormIsTheCommand()
    {
        QTemporaryDir folder;
        Desk desk(folder.filePath("w").toStdString());
        ProbeForm form(desk.context);
        form.setChoices({{{"pretrain:2", "pre-training 2", true}, {"random:musicnn", "random musicnn", true}, {"7", "run 7", false}}, {"by artist"}});
        QVERIFY(form.problem().isEmpty());
        const auto line = QString::fromStdString(engine::tasks::commandLine("probe_lab", form.parameters(), {}));
        QCOMPARE(line, QStringLiteral("tagbench-cli probe run --encoders pretrain:2 --encoders random:musicnn --probes linear --shares 0.01,0.05,0.1,1.0 --seeds 3 --split 'by artist'"));
        const auto written = form.exportParameters(QStringLiteral("/tmp/v"));
        QCOMPARE(written.size(), std::size_t{2});
        QCOMPARE(QString::fromStdString(engine::tasks::commandLine("probe_features", written[0], {})),
                 QStringLiteral("tagbench-cli probe features pretrain:2 --split 'by artist' --output /tmp/v"));
        // Choices that come again keep what was ticked.
        auto* list = form.findChild<QListWidget*>();
        list->item(1)->setCheckState(Qt::Unchecked);
        form.setChoices({{{"pretrain:2", "pre-training 2", true}, {"random:musicnn", "random musicnn", true}, {"7", "run 7", false}}, {"by artist"}});
        QCOMPARE(form.parameters()["encoders"].dump(), std::string(R"(["pretrain:2"])"));
    }
};

QTEST_MAIN(tst_probes_page)
#include "tst_probes_page.moc"
