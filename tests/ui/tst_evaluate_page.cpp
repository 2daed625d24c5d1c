#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QUndoStack>

#include "engine/tasks/evaluate_tracks.h"
#include "tests/ui/evaluated_workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/evaluate/chosen_tracks.h"
#include "ui/pages/evaluate/evaluate_page.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using namespace ui;

namespace {

/// The page with everything it is given. None of these tests writes to the workspace.
struct EvaluateDesk {
    StoreThread store;
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    QStringList said, pages;
    PageContext context{store, jobs, selection, player, theme, undo, [this](const QString& text) { said << text; }, [this](const QString& name) { pages << name; }};
    std::unique_ptr<EvaluatePage> page;

    explicit EvaluateDesk(const QTemporaryDir& folder) : store(folder.path().toStdString())
    {
        page = std::make_unique<EvaluatePage>(context);
        page->resize(1200, 700);
        page->show();
    }
    bool has(const QString& text) const
    {
        const auto labels = page->findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](auto* label) { return label->isVisible() && label->text().contains(text); });
    }
    Chart* chart(const char* id) const
    {
        for (std::size_t i = 0; i < charts().size(); ++i)
            if (std::string_view(charts()[i]->id) == id) return page->charts()[i];
        return nullptr;
    }
    void press(const QKeySequence& key) const
    {
        for (auto* action : page->actions())
            if (action->shortcuts().contains(key)) action->trigger();
    }
};

}  // namespace

class tst_evaluate_page : public QObject {
    Q_OBJECT

    QTemporaryDir m_empty, m_unmeasured, m_measured;

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("Tagbench test"));
        QCoreApplication::setApplicationName(QStringLiteral("evaluate-test"));
        EvaluatedWorkspace(m_unmeasured.path().toStdString(), false);
        EvaluatedWorkspace(m_measured.path().toStdString(), true);
    }

    void withoutARunThePageSaysWhatToDo()
    {
        EvaluateDesk desk(m_empty);
        QTRY_VERIFY(desk.has("No model yet"));
        auto buttons = desk.page->findChildren<QPushButton*>();
        const auto train = std::ranges::find_if(buttons, [](auto* button) { return button->isVisible() && button->text() == "Train a model"; });
        QVERIFY(train != buttons.end());
        (*train)->click();
        QCOMPARE(desk.pages.size(), 1);
    }
    void aRunWithoutPredictionsOffersToEvaluate()
    {
        EvaluateDesk desk(m_unmeasured);
        QTRY_VERIFY(desk.has("has not been measured on the test part"));
        QVERIFY(desk.page->view() == nullptr);
    }
    void theHeadingSaysModelRunSplitPartAndLevel()
    {
        EvaluateDesk desk(m_measured);
        QTRY_VERIFY(desk.page->view());
        for (const char* word : {"MusiCNN", "First", "sota-96", "by artist", "test part", "track level", "30 tracks"})
            QVERIFY2(desk.page->heading().contains(word, Qt::CaseInsensitive), qPrintable(QString(word) + " in " + desk.page->heading()));
        const auto& evaluation = desk.page->view()->report.evaluation;
        QCOMPARE(desk.page->headline(), QString::fromStdString(evaluation.headline()));
    }
    void aTagOfOneClassHasNoValueAndTheMeanSaysSo()
    {
        EvaluateDesk desk(m_measured);
        QTRY_VERIFY(desk.page->view());
        QVERIFY2(desk.page->notes().contains("leave out the tags with one class only: rare"), qPrintable(desk.page->notes()));
        auto& tags = desk.page->tags();
        QAbstractItemModelTester tester(&tags, QAbstractItemModelTester::FailureReportingMode::QtTest);
        // Sorted either way, a tag without a value is last.
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            tags.sort(TagScoreModel::RocAuc, order);
            const int last = tags.rowCount() - 1;
            QCOMPARE(tags.index(last, TagScoreModel::Tag).data().toString(), QStringLiteral("rare"));
            QCOMPARE(tags.index(last, TagScoreModel::RocAuc).data().toString(), QStringLiteral("n/a"));
            QCOMPARE(tags.index(last, TagScoreModel::BetterThanChance).data().toString(), QStringLiteral("n/a"));
        }
    }
    void eachColumnSorts_data()
    {
        QTest::addColumn<int>("column");
        QTest::newRow("tag") << int(TagScoreModel::Tag);
        QTest::newRow("positives") << int(TagScoreModel::Positives);
        QTest::newRow("ROC-AUC") << int(TagScoreModel::RocAuc);
        QTest::newRow("average precision") << int(TagScoreModel::AveragePrecision);
        QTest::newRow("threshold") << int(TagScoreModel::Threshold);
    }
    void eachColumnSorts()
    {
        QFETCH(int, column);
        EvaluateDesk desk(m_measured);
        QTRY_VERIFY(desk.page->view());
        auto& tags = desk.page->tags();
        tags.sort(column, Qt::AscendingOrder);
        QStringList texts;
        for (int row = 0; row < tags.rowCount(); ++row)
            if (const auto text = tags.index(row, column).data().toString(); text != QLatin1String("n/a")) texts << text;
        auto sorted = texts;
        std::ranges::sort(sorted, [&](const QString& a, const QString& b) { return column == TagScoreModel::Tag ? a < b : a.toDouble() < b.toDouble(); });
        QCOMPARE(texts, sorted);
        // The bars stand in the table's order.
        QCOMPARE(desk.chart("tag-bars")->drawing().marks().front().row, tags.order().front());
    }

    void aClickSelectsExactlyItsTracks_data()
    {
        QTest::addColumn<QByteArray>("chart");
        for (const auto* entry : charts())
            QTest::newRow(entry->id) << QByteArray(entry->id);
    }
    void aClickSelectsExactlyItsTracks()
    {
        QFETCH(QByteArray, chart);
        EvaluateDesk desk(m_measured);
        QTRY_VERIFY(desk.page->view());
        auto* drawn = desk.chart(chart);
        drawn->resize(700, 500);
        // The one with most tracks of the first few marks, so that the answer is not empty.
        const auto& marks = drawn->drawing().marks();
        const auto& mark = *std::ranges::max_element(marks.begin(), marks.end(), {}, [&](const auto& m) { return tracksOf(drawn->choiceOf(m), *desk.page->view()).size(); });
        std::optional<Choice> picked;
        connect(drawn, &Chart::picked, this, [&](const Choice& choice) { picked = choice; });
        QTest::mouseClick(drawn, Qt::LeftButton, {}, drawn->placeOf(mark).center().toPoint());
        QVERIFY(picked.has_value());
        const auto expected = tracksOf(*picked, *desk.page->view());
        QVERIFY(!expected.empty());
        QTRY_COMPARE(desk.selection.tracks(), expected);
        QCOMPARE(desk.selection.current(), std::optional(expected.front()));
        QCOMPARE(desk.page->findChild<ChosenTracks*>()->model().ids(), expected);
    }

    void aClassCellIsTrueClassAndAnswer()
    {
        EvaluateDesk desk(m_measured);
        QTRY_VERIFY(desk.page->view());
        const auto& view = *desk.page->view();
        QVERIFY(view.confusions.front().classes);
        desk.page->choose({Choice::Kind::ClassCell, nameOf(view, 1), nameOf(view, 2), 0});
        const auto count = view.confusions.front().counts(1, 2);
        QVERIFY(count > 0);
        QTRY_COMPARE(desk.selection.tracks().size(), count);
        QVERIFY(desk.has("True class jazz, predicted class rock"));
    }

    void escClearsAndReturnPlaysTheFirst()
    {
        EvaluateDesk desk(m_measured);
        QTRY_VERIFY(desk.page->view());
        desk.page->choose({Choice::Kind::Tag, nameOf(*desk.page->view(), 0), nameOf(*desk.page->view(), 0), 0});
        QTRY_VERIFY(!desk.selection.tracks().empty());
        const auto first = desk.selection.tracks().front();
        desk.press(QKeySequence(Qt::Key_Return));
        if (desk.player.isAvailable()) {
            const auto wanted = "/music/track" + std::to_string(engine::value(first) - 1000) + ".flac";
            QTRY_COMPARE(desk.player.source(), std::filesystem::path(wanted));
        } else {
            QCOMPARE(desk.said.last(), desk.player.unavailableReason());
        }
        desk.press(QKeySequence(Qt::Key_Escape));
        QVERIFY(desk.selection.tracks().empty());
        QVERIFY(!desk.page->choice());
    }

    void theChoiceStaysAfterAReload()
    {
        EvaluateDesk desk(m_measured);
        QTRY_VERIFY(desk.page->view());
        const Choice bar{Choice::Kind::Tag, nameOf(*desk.page->view(), 1), nameOf(*desk.page->view(), 1), 0};
        desk.page->choose(bar);
        QTRY_VERIFY(!desk.selection.tracks().empty());
        const auto tracks = desk.selection.tracks();
        const auto before = desk.page->view();
        engine::jobs::JobEvent event;
        event.state = engine::jobs::JobState::Done;
        Q_EMIT desk.jobs.eventArrived(event);
        QTRY_VERIFY(desk.page->view() != before);
        QCOMPARE(desk.page->choice(), std::optional(bar));
        QCOMPARE(desk.selection.tracks(), tracks);
    }
    void anotherPagesSelectionEndsTheChoice()
    {
        EvaluateDesk desk(m_measured);
        QTRY_VERIFY(desk.page->view());
        desk.page->choose({Choice::Kind::Tag, nameOf(*desk.page->view(), 1), nameOf(*desk.page->view(), 1), 0});
        QTRY_VERIFY(!desk.selection.tracks().empty());
        desk.selection.setTracks({engine::TrackId{1000}});
        QVERIFY(!desk.page->choice());
        QCOMPARE(desk.selection.tracks().size(), std::size_t{1});
    }
    void theOtherPartsSayWhatTheyAreWorth()
    {
        EvaluateDesk desk(m_measured);
        QTRY_VERIFY(desk.page->view());
        for (auto* box : desk.page->findChildren<QComboBox*>())
            if (box->accessibleName() == QLatin1String("Part of the split")) box->setCurrentIndex(2);
        QTRY_VERIFY(desk.page->notes().contains("The model has learned from these tracks"));
        QVERIFY(desk.page->heading().contains("training part"));
    }
    /// For people who look: TAGBENCH_KEEP_PICTURES=DIR keeps one picture a chart and look.
    void picturesForPeople()
    {
        const auto keep = qEnvironmentVariable("TAGBENCH_KEEP_PICTURES");
        if (keep.isEmpty()) return;
        EvaluateDesk desk(m_measured);
        QTRY_VERIFY(desk.page->view());
        auto* tabs = qobject_cast<QTabWidget*>(desk.page->charts().front()->parentWidget()->parentWidget()->parentWidget());
        QVERIFY(tabs != nullptr);
        for (int i = 0; i < tabs->count(); ++i) {
            tabs->setCurrentIndex(i);
            QTest::qWait(100);
            desk.page->grab().save(keep + QStringLiteral("/evaluate-%1.png").arg(i));
        }
        desk.page->choose({Choice::Kind::Tag, nameOf(*desk.page->view(), 1), nameOf(*desk.page->view(), 1), 0});
        QTRY_VERIFY(!desk.selection.tracks().empty());
        QTest::qWait(300);
        desk.page->grab().save(keep + QStringLiteral("/evaluate-chosen.png"));
    }
};

QTEST_MAIN(tst_evaluate_page)
#include "tst_evaluate_page.moc"
