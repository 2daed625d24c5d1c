#include <QtTest>

#include <atomic>
#include <optional>
#include <set>

#include "engine/core/error.h"
#include "engine/jobs/map_parallel.h"

using namespace engine;

namespace {

auto upTo(int count)
{
    return [next = 0, count]() mutable -> std::optional<int> { return next < count ? std::optional(next++) : std::nullopt; };
}

}  // namespace

class tst_map_parallel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyItemIsKeptOnceOnTheCallingThread_data()
    {
        QTest::addColumn<int>("threads");
        for (const int threads : {1, 2, 8})
            QTest::addRow("%d threads", threads) << threads;
    }
    void everyItemIsKeptOnceOnTheCallingThread()
    {
        QFETCH(int, threads);
        std::multiset<int> kept;
        const auto here = std::this_thread::get_id();
        bool elsewhere = false;
        jobs::mapParallel(threads, {}, upTo(500), [](int i) { return i * i; }, [&](int square) {
            kept.insert(square);
            elsewhere |= std::this_thread::get_id() != here;
        });
        QCOMPARE(kept.size(), std::size_t{500});
        QCOMPARE(std::set<int>(kept.begin(), kept.end()).size(), std::size_t{500});
        QVERIFY(!elsewhere);
    }

    void whatWasBegunBeforeAStopIsKept()
    {
        std::stop_source stop;
        std::atomic<int> started = 0;
        int kept = 0;
        jobs::mapParallel(4, stop.get_token(), upTo(100'000), [&](int i) { ++started; return i; }, [&](int) {
            if (++kept == 50) stop.request_stop();
        });
        QVERIFY(kept >= 50 && kept < 100'000);
        QCOMPARE(kept, started.load());
    }

    void anErrorOfEitherSideArrivesWithItsType_data()
    {
        QTest::addColumn<bool>("inWork");
        QTest::newRow("work") << true;
        QTest::newRow("keep") << false;
    }
    void anErrorOfEitherSideArrivesWithItsType()
    {
        QFETCH(bool, inWork);
        const auto boom = [](bool now) { if (now) throw Error(ErrorCode::Corrupt, "item", "broken"); };
        const auto both = [&] {
            jobs::mapParallel(3, {}, upTo(10'000), [&](int i) { boom(inWork && i == 40); return i; }, [&](int i) { boom(!inWork && i == 40); });
        };
        QVERIFY_EXCEPTION_THROWN(both(), Error);
    }

    void cancelledPassesThrough()
    {
        const auto cancelled = [] { jobs::mapParallel(2, {}, upTo(10), [](int i) { return i; }, [](int) { throw Cancelled{}; }); };
        QVERIFY_EXCEPTION_THROWN(cancelled(), Cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_map_parallel)
#include "tst_map_parallel.moc"
