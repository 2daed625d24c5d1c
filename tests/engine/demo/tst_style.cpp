#include <QtTest>

#include "engine/demo/style.h"

using namespace engine::demo;

class tst_style : public QObject {
    Q_OBJECT

    template <typename T>
    static int cards(const Deck<T>& deck)
    {
        int sum = 0;
        for (const auto& card : deck)
            sum += card.count;
        return sum;
    }

private Q_SLOTS:
    void everyStyleIsWhole_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < styles().size(); ++i)
            QTest::newRow(std::string(styles()[i].name).c_str()) << static_cast<int>(i);
    }
    void everyStyleIsWhole()
    {
        QFETCH(int, index);
        const auto& style = styles()[static_cast<std::size_t>(index)];
        QCOMPARE(cards(style.chords), kDeckSize);
        QCOMPARE(cards(style.pads), kDeckSize);
        QCOMPARE(cards(style.leads), kDeckSize);
        QCOMPARE(cards(style.moods), kDeckSize);
        QVERIFY(style.slowestBpm < style.fastestBpm);
        QVERIFY(!style.majorProgressions.empty() && !style.minorProgressions.empty() && !style.comps.empty());
        // Whoever has cards for a player has something for the player to play.
        QVERIFY(style.bassCards == 0 || (!style.basses.empty() && !style.bassPrograms.empty()));
        QVERIFY(style.drumCards == 0 || (!style.grooves.empty() && !style.kits.empty()));
        QVERIFY(style.percussionCards == 0 || !style.handGrooves.empty());
        for (const auto* grooves : {&style.grooves, &style.handGrooves})
            for (const auto& groove : *grooves)
                for (const auto& line : groove) {
                    QCOMPARE(static_cast<int>(line.steps.size()), style.beatsPerBar * 4);
                    QVERIFY(line.steps.find_first_not_of("Xxo.") == std::string_view::npos);
                }
    }
};

QTEST_GUILESS_MAIN(tst_style)
#include "tst_style.moc"
