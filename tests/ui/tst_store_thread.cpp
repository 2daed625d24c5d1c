#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "engine/store/workspace.h"
#include "ui/store/store_thread.h"

using ui::StoreThread;

class tst_store_thread : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void questionsRunOnTheStoreThreadAndAnswersOnTheGuiThread()
    {
        QTemporaryDir folder;
        StoreThread store(folder.path().toStdString());
        std::thread::id asked, answered;
        store.ask(
            this, "who", [](StoreThread::Workspace&) { return std::this_thread::get_id(); },
            [&](std::thread::id id) {
                asked = id;
                answered = std::this_thread::get_id();
            });
        QTRY_COMPARE(answered, std::this_thread::get_id());
        QCOMPARE(asked, store.threadId());
        QVERIFY(asked != answered);
    }
    void onlyTheNewestRequestOfAChannelIsAnswered()
    {
        QTemporaryDir folder;
        StoreThread store(folder.path().toStdString());
        std::vector<int> answers;
        for (int i = 0; i < 50; ++i)
            store.ask(this, "page", [i](StoreThread::Workspace&) { return i; }, [&](int got) { answers.push_back(got); });
        QTRY_VERIFY(!answers.empty());
        QCOMPARE(answers, std::vector<int>{49});
    }
    void channelsDoNotDisturbEachOther()
    {
        QTemporaryDir folder;
        StoreThread store(folder.path().toStdString());
        QStringList answers;
        for (const char* channel : {"a", "b"})
            store.ask(this, channel, [channel](StoreThread::Workspace&) { return QString::fromLatin1(channel); },
                      [&](const QString& got) { answers << got; });
        QTRY_COMPARE(answers.size(), 2);
    }
    void editsAreAllDoneInOrderEvenAtTheEnd()
    {
        QTemporaryDir folder;
        std::vector<int> done;
        {
            StoreThread store(folder.path().toStdString());
            for (int i = 0; i < 20; ++i)
                store.edit(this, [&done, i](StoreThread::Workspace&) { done.push_back(i); });
        }
        QCOMPARE(done.size(), std::size_t{20});
        QVERIFY(std::ranges::is_sorted(done));
    }
    void aReceiverThatIsGoneIsNotCalled()
    {
        QTemporaryDir folder;
        StoreThread store(folder.path().toStdString());
        bool called = false, later = false;
        auto receiver = std::make_unique<QObject>();
        store.ask(receiver.get(), "x", [](StoreThread::Workspace&) { return 1; }, [&](int) { called = true; });
        receiver.reset();
        store.ask(this, "y", [](StoreThread::Workspace&) { return 1; }, [&](int) { later = true; });
        QTRY_VERIFY(later);
        QVERIFY(!called);
    }
    void aFailureBecomesOneSentence()
    {
        QTemporaryDir folder;
        StoreThread store(folder.path().toStdString());
        QSignalSpy failed(&store, &StoreThread::failed);
        store.ask(
            this, "bad",
            [](StoreThread::Workspace&) -> int { throw engine::Error(engine::ErrorCode::InvalidArgument, "tag:", "a word is missing"); },
            [](int) {});
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.front().front().toString(), QStringLiteral("tag:: a word is missing"));
    }
};

QTEST_GUILESS_MAIN(tst_store_thread)
#include "tst_store_thread.moc"
