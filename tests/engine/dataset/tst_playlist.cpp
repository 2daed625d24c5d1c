#include <QtTest>

#include "engine/dataset/playlist.h"

using namespace engine::dataset;

class tst_playlist : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tracksBecomeLinesOfExtendedM3u()
    {
        const std::vector<PlaylistEntry> entries{{"/music/a b.flac", "Björk - Jóga", 304.6}, {"/music/c.mp3", "", 0}};
        const auto list = m3u8(entries);
        QCOMPARE(QByteArray::fromStdString(list.text), QByteArray("#EXTM3U\n#EXTINF:305,Björk - Jóga\n/music/a b.flac\n#EXTINF:-1,\n/music/c.mp3\n"));
        QCOMPARE(list.leftOut, std::size_t{0});
    }
    void namesThatNoLineCanHoldAreCounted()
    {
        const std::vector<PlaylistEntry> entries{{"/music/\xff.flac", "x", 1}, {"/music/a\nb.flac", "y", 1}, {"/music/c.flac", "two\nlines", 1}};
        const auto list = m3u8(entries);
        QCOMPARE(list.leftOut, std::size_t{2});
        QCOMPARE(QByteArray::fromStdString(list.text), QByteArray("#EXTM3U\n#EXTINF:1,two lines\n/music/c.flac\n"));
    }
};

QTEST_GUILESS_MAIN(tst_playlist)
#include "tst_playlist.moc"
