#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QUndoStack>

#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/inspect/band_profile.h"
#include "ui/pages/inspect/explain_panel.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/inspect/lanes_panel.h"
#include "ui/pages/inspect/prediction_panel.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using namespace ui;

namespace {

std::filesystem::path reference(const char* relative)
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    const auto root = set != nullptr ? std::filesystem::path(set) : std::filesystem::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference";
    return root / "models" / relative;
}

/// The Inspect page on an empty workspace.
struct Desk {
    QTemporaryDir folder;
    StoreThread store{QFile::encodeName(folder.filePath("workspace")).toStdString()};
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    InspectPage page{context};

    Desk()
    {
        jobs.start(store, {QFile::encodeName(folder.filePath("workspace")).toStdString(), 1, "cpu"});
        page.resize(1100, 800);
        page.show();
    }
    template <typename Widget>
    Widget* find(const QString& accessibleName)
    {
        for (auto* found : page.findChildren<Widget*>())
            if (found->accessibleName() == accessibleName) return found;
        return nullptr;
    }
};

}  // namespace

class tst_explain_panel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("tagbench-test");
        QCoreApplication::setApplicationName("explain-test");
        QSettings().clear();
    }

    void aMapIsReadBetweenItsCells()
    {
        widgets::Saliency map;
        QVERIFY(map.isBlank());
        map = {2, 2, 1.0, {0, 0.4F, 0.8F, 0.2F}};   // below 0 and 0.4, above 0.8 and 0.2
        QVERIFY(!map.isBlank());
        QCOMPARE(map.at(0.5, 0.25), 0.0F);
        QCOMPARE(map.at(1.0, 0.25), 0.2F);
        QCOMPARE(map.at(0.5, 0.5), 0.4F);
        QCOMPARE(map.at(-3.0, 2.0), 0.8F);           // beyond the ends: the end
        QCOMPARE(map.overRows(1.5), 0.4F);
    }

    /// Attention over times and bands comes with its shares on both axes, and with the check's verdict.
    void attentionOverBandsIsReadFromTheResult()
    {
        engine::Json result{{"tag", "flute"}, {"probability", 0.8}, {"method", "attention"}, {"layer", "attention"}, {"architecture", "SpecTNT (token)"},
                            {"model", "m"}, {"preset", engine::dsp::toJson(engine::dsp::loadPreset("retrieval"))}, {"windows", engine::Json::array()},
                            {"rows", 2}, {"columns", 2}, {"seconds_per_column", 1.0}, {"values", {1.0, 0.2, 0.1, 0.1}}, {"time_shares", {0.8, 0.2}},
                            {"row_shares", {0.75, 0.25}}, {"rows_hz", {{20, 900}, {950, 11000}}},
                            {"faithfulness", {{"probability", 0.8}, {"without_hottest", 0.79}, {"without_random", 0.78}, {"explains", false}}}};
        const auto found = inspect::explanationFromResult(result);
        QCOMPARE(found.saliency->overRows(1.5), 0.25F);   // a quarter of the largest time
        QCOMPARE(found.bands.size(), std::size_t{2});
        inspect::BandProfile profile;
        profile.setBands(found.bands);
        QVERIFY2(profile.valueText().contains("75"), qPrintable(profile.valueText()));
        QVERIFY2(found.check.contains("0.790") && found.check.contains("does not explain"), qPrintable(found.check));
        result["method"] = "grad-cam";
        QVERIFY(inspect::explanationFromResult(result).bands.empty());
    }

    /// Its ends are where half of the heat is left; of a flash half a second is heard.
    void theHottestSpanIsFound()
    {
        widgets::Saliency map{1, 5, 1.0, {0.1F, 0.6F, 1.0F, 0.5F, 0.2F}};
        const auto span = inspect::hottestSpan(map);
        QVERIFY(span && span->startSeconds == 1.0 && span->endSeconds == 4.0);
        map = {1, 5, 0.1, {0, 0, 1.0F, 0, 0}};
        const auto flash = inspect::hottestSpan(map);
        QVERIFY(flash && std::abs(flash->endSeconds - flash->startSeconds - 0.5) < 1e-9 && flash->startSeconds >= 0);
        QVERIFY(!inspect::hottestSpan({1, 2, 1.0, {0, 0}}));
    }

    /// What speaks against the tag is dark; how complete the parts are is said in numbers.
    void gradientsAreReadWithTheirAccount()
    {
        engine::Json result{{"tag", "flute"}, {"probability", 0.8}, {"method", "integrated-gradients"}, {"layer", "input"}, {"architecture", "MusiCNN"},
                            {"model", "m"}, {"preset", engine::dsp::toJson(engine::dsp::loadPreset("retrieval"))},
                            {"windows", {{{"start_s", 0}, {"end_s", 3}, {"probability", 0.8}, {"logit", 1.5}, {"baseline_logit", -2.5}, {"sum", 4.01}}}},
                            {"rows", 1}, {"columns", 2}, {"seconds_per_column", 1.5}, {"values", {1.0, -0.5}}, {"peak", 0.25}, {"passes", 37},
                            {"incompleteness", 0.0025}, {"time_shares", {1, 0}}, {"row_shares", {1}}, {"rows_hz", engine::Json::array()}};
        const auto found = inspect::explanationFromResult(result);
        QCOMPARE(found.saliency->values, (std::vector<float>{1.0F, 0.0F}));
        QCOMPARE(found.saliency->peak, 0.25);
        QCOMPARE(found.saliency->unit, QStringLiteral("logit"));
        QVERIFY2(found.account.contains("4.010") && found.account.contains("4.000") && found.account.contains("0.25 %") && found.account.contains("37"), qPrintable(found.account));
    }

    void withoutPredictionsNothingIsOffered()
    {
        Desk desk;
        QVERIFY(!desk.page.explanations().isVisibleTo(&desk.page));
        QVERIFY(!desk.page.lanes().input().isVisibleTo(&desk.page));
    }

    /// The published FCN hears a clip; what it looked at lies over its own input, window by window.
    void anExplainedTagIsShownOverTheModelsInput()
    {
        if (!std::filesystem::exists(reference("checkpoints"))) QSKIP("reference data are absent");
        Desk desk;
        engine::Json import{{"name", "fcn"}, {"arch", "fcn"}};
        engine::tasks::putPath(import, "file", reference("checkpoints/fcn_mtat.pth"));
        engine::tasks::putPath(import, "tags", reference("tags/mtat.txt"));
        bool imported = false;
        connect(&desk.jobs, &JobBridge::eventArrived, &desk.page, [&](const engine::jobs::JobEvent& event) {
            imported = imported || (event.kind == "model_import" && event.state == engine::jobs::JobState::Done);
        });
        desk.jobs.submit("model_import", import);
        QTRY_VERIFY_WITH_TIMEOUT(imported, 20000);
        desk.selection.setFile(reference("clips/clip_b_16k.flac"));
        QTRY_VERIFY(desk.page.predictions().message().startsWith("The trained model"));
        Q_EMIT desk.page.predictions().predictWanted();
        auto& panel = desk.page.explanations();
        QTRY_VERIFY_WITH_TIMEOUT(panel.isVisibleTo(&desk.page), 20000);

        auto* tag = desk.find<QComboBox>("Tag to explain");
        tag->setCurrentIndex(0);
        desk.find<QPushButton>("Explain")->click();
        QTRY_VERIFY_WITH_TIMEOUT(panel.isShown(), 30000);
        const auto& found = *panel.explanation();
        QCOMPARE(found.tag, tag->currentText());
        QCOMPARE(found.saliency->rows, std::size_t{12});
        QVERIFY(!found.saliency->isBlank());
        QVERIFY(found.check.isEmpty());   // the map is there first
        QVERIFY(found.saliency->caption.startsWith(tag->currentText()) && found.saliency->caption.contains("Grad-CAM at layer3 of FCN, model fcn"));
        auto* check = desk.find<QLabel>("Check of the explanation");
        QTRY_VERIFY_WITH_TIMEOUT(check->text().startsWith("Check: "), 60000);
        QVERIFY(found.bands.empty());   // a convolution attends to nothing
        const auto& input = desk.page.lanes().input();
        QTRY_VERIFY(input.isVisibleTo(&desk.page));
        QVERIFY(!input.windows().empty());
        QVERIFY(std::abs(input.windows().front().span.seconds() - 29.0) < 0.1);   // 1813 frames
        QCOMPARE(desk.find<QComboBox>("Preprocessing that makes the melgram")->currentText(), QStringLiteral("sota-96"));

        // taken away again
        for (auto* box : panel.findChildren<QCheckBox*>())
            box->setChecked(false);
        QVERIFY(!panel.isShown());
        // another file, another story
        desk.selection.setFile(reference("clips/clip_c_16k.flac"));
        QVERIFY(!panel.explanation().has_value());
    }
};

QTEST_MAIN(tst_explain_panel)
#include "tst_explain_panel.moc"
