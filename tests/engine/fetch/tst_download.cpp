#include <QtTest>

#include <QProcess>

#include <filesystem>
#include <fstream>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/fetch/download.h"

using namespace engine;
namespace fs = std::filesystem;

class tst_download : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_server;
    std::string m_host, m_sum, m_body;
    RunControl m_control;

    fetch::Download wanted(const char* path, const char* name)
    {
        return {m_host + path, static_cast<std::int64_t>(m_body.size()), m_sum, fs::path(m_folder.filePath(name).toStdString())};
    }
    ErrorCode refusal(const fetch::Download& download)
    {
        try {
            fetch::download(download, m_control);
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::Internal;
    }
    static std::string contentOf(const fs::path& path)
    {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static fs::path partOf(const fetch::Download& download)
    {
        return download.target.parent_path() / ("." + download.target.filename().string() + ".download");
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (int i = 0; i < 100000; ++i)
            m_body += static_cast<char>((i * 7919) >> 3);
        m_sum = sha256Hex(m_body);
        const auto file = m_folder.filePath("body");
        std::ofstream(file.toStdString(), std::ios::binary) << m_body;
        m_server.start("/usr/bin/python3", {TAGBENCH_SOURCE_DIR "/tests/engine/fetch/file_server.py", file});
        QVERIFY(m_server.waitForReadyRead(20000));
        m_host = "http://127.0.0.1:" + m_server.readLine().trimmed().toStdString();
    }
    void cleanupTestCase()
    {
        m_server.kill();
        m_server.waitForFinished();
    }

    void aGoodFileIsThereAndNotLoadedTwice()
    {
        for (const char* path : {"/good", "/moved"}) {
            const auto download = wanted(path, path + 1);
            QVERIFY(!fetch::download(download, m_control).wasThere);
            QVERIFY(contentOf(download.target) == m_body);
            QVERIFY(!fs::exists(partOf(download)));
            QVERIFY(fetch::download(download, m_control).wasThere);
        }
    }

    void aCutLineIsGoneOnFrom()
    {
        auto download = wanted("/cut", "cut");
        QCOMPARE(refusal(download), ErrorCode::Truncated);
        QVERIFY(!fs::exists(download.target));
        QCOMPARE(fs::file_size(partOf(download)), std::uintmax_t{40000});
        QCOMPARE(refusal(download), ErrorCode::Truncated);   // 40 000 more
        QCOMPARE(fetch::download(download, m_control).resumedFrom, std::int64_t{80000});
        QVERIFY(contentOf(download.target) == m_body);
    }

    void aServerThatCannotGoOnBeginsAgain()
    {
        const auto download = wanted("/plain", "plain");
        std::ofstream(partOf(download), std::ios::binary) << m_body.substr(0, 1234);
        fetch::download(download, m_control);
        QVERIFY(contentOf(download.target) == m_body);
    }

    void anotherFileIsRefused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const char* path, ErrorCode code) { QTest::newRow(name) << path << static_cast<int>(code); };
        row("one bit differs", "/altered", ErrorCode::Corrupt);
        row("longer", "/longer", ErrorCode::TooLarge);
        row("not there", "/nothing", ErrorCode::Missing);
        row("led away to another protocol", "/away", ErrorCode::Missing);
    }
    void anotherFileIsRefused()
    {
        QFETCH(QString, path);
        QFETCH(int, code);
        const auto download = wanted(qPrintable(path), "refused");
        QCOMPARE(static_cast<int>(refusal(download)), code);
        QVERIFY(!fs::exists(download.target));
        fs::remove(partOf(download));
    }

    void onlyHttpsLeavesThisMachine()
    {
        for (const char* address : {"http://example.org/a", "ftp://127.0.0.1/a", "file:///etc/hostname", "http://127.0.0.1.example.org/a"}) {
            auto download = wanted("/good", "never");
            download.address = address;
            QCOMPARE(refusal(download), ErrorCode::Unsupported);
        }
    }

    void aWishToStopEndsIt()
    {
        std::stop_source stop;
        stop.request_stop();
        RunControl control(stop.get_token(), {});
        const auto download = wanted("/good", "stopped");
        QVERIFY_EXCEPTION_THROWN(fetch::download(download, control), Cancelled);
        QVERIFY(!fs::exists(download.target));
    }
};

QTEST_GUILESS_MAIN(tst_download)
#include "tst_download.moc"
