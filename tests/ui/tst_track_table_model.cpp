#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTest>

#include "ui/models/track_table_model.h"

using engine::TrackId;
using ui::TrackRow;
using ui::TrackTableModel;

namespace {

/// Answers when told to, as the store thread does, and remembers what it was asked.
class FakeSource final : public ui::TrackSource {
public:
    void askIds(const engine::store::TrackQuery& query, std::function<void(Ids)> answer) override
    {
        lastQuery = query;
        m_ids = std::move(answer);
    }
    void askRows(Ids ids, std::function<void(std::vector<TrackRow>)> answer) override
    {
        lastRows = std::move(ids);
        m_rows = std::move(answer);
    }
    void giveIds(std::uint64_t count)
    {
        Ids ids(count);
        for (std::uint64_t i = 0; i < count; ++i)
            ids[i] = TrackId{i + 1};
        m_ids(std::move(ids));
    }
    void giveIds(Ids ids) { m_ids(std::move(ids)); }
    void giveRows()
    {
        std::vector<TrackRow> rows;
        for (const auto id : lastRows) {
            TrackRow row;
            row.id = id;
            row.title = QStringLiteral("Track %1").arg(engine::value(id));
            row.file = row.title + QStringLiteral(".flac");
            row.sampleRateHz = 44100;
            row.durationSeconds = 244;
            rows.push_back(row);
        }
        m_rows(std::move(rows));
    }
    engine::store::TrackQuery lastQuery;
    Ids lastRows;

private:
    std::function<void(Ids)> m_ids;
    std::function<void(std::vector<TrackRow>)> m_rows;
};

QString title(const TrackTableModel& model, int row)
{
    return model.index(row, TrackTableModel::Title).data().toString();
}

}  // namespace

class tst_track_table_model : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMillionIdsArePlacedWithoutReadingARow()
    {
        FakeSource source;
        TrackTableModel model(source);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reload();
        source.giveIds(1'000'000);
        QCOMPARE(model.rowCount(), 1'000'000);
        // The tester itself looks at the corners; anything like all rows would be a page-less model.
        QTest::qWait(10);
        QVERIFY(source.lastRows.size() < 200);
    }
    void rowsLookedAtAreAskedForWithAMarginAndThenShown()
    {
        FakeSource source;
        TrackTableModel model(source);
        model.reload();
        source.giveIds(1'000'000);
        QCOMPARE(title(model, 500'000), QStringLiteral("…"));
        QTRY_VERIFY(!source.lastRows.empty());
        QVERIFY(std::ranges::find(source.lastRows, TrackId{500'001}) != source.lastRows.end());
        QVERIFY(source.lastRows.size() < 200);
        source.giveRows();
        QCOMPARE(title(model, 500'000), QStringLiteral("Track 500001"));
        QCOMPARE(model.index(500'000, TrackTableModel::Length).data().toString(), QStringLiteral("4:04"));
    }
    void onlyTheNewestPlaceIsReadAfterAJump()
    {
        FakeSource source;
        TrackTableModel model(source);
        model.reload();
        source.giveIds(1'000'000);
        title(model, 10);
        title(model, 900'000);
        QTRY_VERIFY(!source.lastRows.empty());
        QVERIFY(std::ranges::find(source.lastRows, TrackId{11}) == source.lastRows.end());
        QVERIFY(std::ranges::find(source.lastRows, TrackId{900'001}) != source.lastRows.end());
    }
    void appendedRowsAreInsertedAndNotReset()
    {
        FakeSource source;
        TrackTableModel model(source);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reload();
        source.giveIds(10);
        const QPersistentModelIndex kept = model.index(9, 0);
        int resets = 0;
        connect(&model, &QAbstractItemModel::modelReset, this, [&] { ++resets; });
        model.reload();
        source.giveIds(25);
        QCOMPARE(resets, 0);
        QCOMPARE(model.rowCount(), 25);
        QCOMPARE(kept.row(), 9);
    }
    void anotherOrderReplacesTheRows()
    {
        FakeSource source;
        TrackTableModel model(source);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reload();
        source.giveIds(3);
        model.sort(TrackTableModel::Artist, Qt::DescendingOrder);
        QCOMPARE(source.lastQuery.order, engine::store::TrackQuery::Order::Artist);
        QVERIFY(source.lastQuery.descending);
        source.giveIds({TrackId{3}, TrackId{1}, TrackId{2}});
        QCOMPARE(model.idAt(0), TrackId{3});
        QCOMPARE(model.rowOf(TrackId{2}), 2);
        QCOMPARE(model.rowOf(TrackId{77}), -1);
    }
    void aReasonIsATipWithoutMarkup()
    {
        struct OneBad final : ui::TrackSource {
            void askIds(const engine::store::TrackQuery&, std::function<void(Ids)> answer) override { answer({TrackId{1}}); }
            void askRows(Ids, std::function<void(std::vector<TrackRow>)> answer) override
            {
                TrackRow row;
                row.id = TrackId{1};
                row.file = QStringLiteral("<b>queen</b>.mp3");
                row.reason = QStringLiteral("not MPEG audio");
                row.state = engine::store::TrackState::Unreadable;
                answer({row});
            }
        } source;
        TrackTableModel model(source);
        model.reload();
        const auto state = model.index(0, TrackTableModel::State);
        state.data();
        QTRY_COMPARE(state.data().toString(), QStringLiteral("unreadable"));
        const auto tip = state.data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(QStringLiteral("not MPEG audio")));
        QVERIFY(!tip.contains(QStringLiteral("<b>")));
        QVERIFY(!state.data(Qt::DecorationRole).isNull());
    }
};

QTEST_MAIN(tst_track_table_model)
#include "tst_track_table_model.moc"
