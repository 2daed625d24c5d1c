#include <QtTest>

#include <fstream>

#include "engine/core/folder_size.h"

using namespace engine;
namespace fs = std::filesystem;

class tst_folder_size : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void filesBelowAreSummedAndLinksAreNot()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        fs::create_directories(root / "cache" / "deep");
        std::ofstream(root / "cache" / "a") << std::string(1000, 'x');
        std::ofstream(root / "cache" / "deep" / "b") << std::string(234, 'x');
        std::ofstream(root / "outside") << std::string(5000, 'x');
        fs::create_symlink(root / "outside", root / "cache" / "link");
        const auto size = folderSize(root / "cache");
        QCOMPARE(size.bytes, std::uint64_t{1234});
        QCOMPARE(size.files, std::int64_t{2});
    }
    void clearingLeavesTheFolderAndWhatLinksPointAt()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        fs::create_directories(root / "cache" / "deep");
        std::ofstream(root / "cache" / "deep" / "b") << "x";
        std::ofstream(root / "outside") << "x";
        fs::create_symlink(root / "outside", root / "cache" / "link");
        clearFolder(root / "cache");
        QVERIFY(fs::is_directory(root / "cache") && fs::is_empty(root / "cache"));
        QVERIFY(fs::exists(root / "outside"));
    }
    void anAbsentFolderIsEmpty()
    {
        QCOMPARE(folderSize("/no/such/folder").files, std::int64_t{0});
        clearFolder("/no/such/folder");
    }
};

QTEST_GUILESS_MAIN(tst_folder_size)
#include "tst_folder_size.moc"
