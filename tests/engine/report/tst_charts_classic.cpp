#include <QtTest>

#include <algorithm>
#include <set>

#include "engine/report/classic_report.h"
#include "engine/report/tree_chart.h"

using namespace engine;
using namespace engine::report;

namespace {

/// A full tree of so many questions one after the other on every way.
int grow(std::vector<TreePart>& parts, int depth)
{
    const int place = static_cast<int>(parts.size());
    parts.push_back({-1, -1, "", "", "answer " + std::to_string(place), "3 rows", 1, ""});
    if (depth == 0) return place;
    const int left = grow(parts, depth - 1), right = grow(parts, depth - 1);
    parts[static_cast<std::size_t>(place)] = {left, right, "feature" + std::to_string(place), "< 0.5", "rock", "9 rows", 2, ""};
    return place;
}

std::vector<Shape> boxesOf(const Drawing& drawing)
{
    std::vector<Shape> boxes;
    for (const auto& shape : drawing.shapes())
        if (shape.kind == Shape::Kind::Rect && shape.style == "cell-base") boxes.push_back(shape);
    return boxes;
}

std::set<std::string> textsOf(const Drawing& drawing)
{
    std::set<std::string> texts;
    for (const auto& shape : drawing.shapes())
        if (shape.kind == Shape::Kind::Text) texts.insert(shape.text);
    return texts;
}

}  // namespace

class tst_charts_classic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void boxesOfATreeDoNotCoverEachOther()
    {
        std::vector<TreePart> parts;
        grow(parts, 5);
        const auto drawing = treeChart(parts, "a tree");
        const auto boxes = boxesOf(drawing);
        QCOMPARE(boxes.size(), parts.size());
        for (std::size_t a = 0; a < boxes.size(); ++a) {
            QVERIFY(boxes[a].x >= 0 && boxes[a].y >= 0 && boxes[a].x + boxes[a].width <= drawing.width() && boxes[a].y + boxes[a].height <= drawing.height());
            for (std::size_t b = a + 1; b < boxes.size(); ++b)
                QVERIFY(boxes[a].x + boxes[a].width <= boxes[b].x || boxes[b].x + boxes[b].width <= boxes[a].x || boxes[a].y + boxes[a].height <= boxes[b].y ||
                        boxes[b].y + boxes[b].height <= boxes[a].y);
        }
    }

    void aCutSaysHowMuchIsMissing()
    {
        std::vector<TreePart> parts;
        grow(parts, 5);   // 63 parts
        const auto drawing = treeChart(parts, "a tree", 2);
        QCOMPARE(boxesOf(drawing).size(), std::size_t{7});
        QVERIFY(textsOf(drawing).contains("14 more below"));   // four of 15 each, themselves shown
        QVERIFY(treeChart({}, "none").empty());
        QCOMPARE(boxesOf(treeChart({{-1, -1, "", "", "rock", "5 rows", 1, ""}}, "one answer")).size(), std::size_t{1});
    }

    void aCellOfTheConfusionIsTheNumberInTheDocument()
    {
        const auto drawing = classConfusion(Json::parse("[[7,1,0],[2,12,3],[0,0,5]]"), {"blues", "jazz", "rock"});
        const auto texts = textsOf(drawing);
        for (const auto* number : {"7", "1", "2", "12", "3", "5", "0"})
            QVERIFY(texts.contains(number));
        const auto& marks = drawing.marks();
        QCOMPARE(marks.size(), std::size_t{9});
        QVERIFY(std::ranges::any_of(marks, [](const auto& mark) { return mark.row == 1 && mark.column == 2; }));
    }

    void importanceIsDrawnToScaleAndAroundZero()
    {
        const auto drawing = importanceBars(Json::parse(R"([{"feature":"tempo","gain":0.7,"permutation":{"mean":0.2,"sd":0.05}},
            {"feature":"rms","gain":0.3,"permutation":{"mean":0.1,"sd":0.0}},{"feature":"noise","gain":0.0,"permutation":{"mean":-0.05,"sd":0.01}}])"), "macro-recall");
        std::vector<Shape> bars;
        for (const auto& shape : drawing.shapes())
            if (shape.style == "bar") bars.push_back(shape);
        QCOMPARE(bars.size(), std::size_t{3});
        QVERIFY(std::abs(bars[0].width - 2 * bars[1].width) < 1e-9);
        QVERIFY(std::abs(bars[0].x - bars[1].x) < 1e-9);
        QVERIFY(std::abs(bars[2].x + bars[2].width - bars[0].x) < 1e-9);   // to the other side of zero
        QVERIFY(textsOf(drawing).contains("0.700"));
        QVERIFY(importanceBars(Json::array(), "accuracy").empty());
    }
};

QTEST_GUILESS_MAIN(tst_charts_classic)
#include "tst_charts_classic.moc"
