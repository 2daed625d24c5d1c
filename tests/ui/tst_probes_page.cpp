#include <fstream>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTableWidget>

#include "desk.h"
#include "engine/tasks/command_line.h"
#include "engine/tasks/probe_summary.h"
#include "ui/charts/picture_view.h"
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
        QCOMPARE(QString::fromStdString(head).trimmed().remove(QLatin1Char(0x22)), QStringLiteral("encoder,name,probe,share,seed,train_tracks,valid_tracks,roc_auc,average_precision"));
        QVERIFY(desk.settle());
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
        // Choices that come again keep what was ticked.
        auto* list = form.findChild<QListWidget*>();
        list->item(1)->setCheckState(Qt::Unchecked);
        form.setChoices({{{"pretrain:2", "pre-training 2", true}, {"random:musicnn", "random musicnn", true}, {"7", "run 7", false}}, {"by artist"}});
        QCOMPARE(form.parameters()["encoders"].dump(), std::string(R"(["pretrain:2"])"));
    }
};

QTEST_MAIN(tst_probes_page)
#include "tst_probes_page.moc"
