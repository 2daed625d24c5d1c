#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/report/drawing.h"

namespace engine::report {

/// One place of a decision tree.
struct TreePart {
    int left = -1, right = -1;   ///< places of what a yes and a no lead to; -1 = an answer
    std::string question;        ///< "tempo"; of an answer empty
    std::string condition;       ///< "<= 118.2"
    std::string answer;          ///< what most rows here are, or what a leaf adds
    std::string detail;          ///< "34 rows"
    int group = 0;               ///< colour of the answer, from 1; 0 = none
    std::string tip;             ///< all that is known, for a pointer that rests there
};

/// Questions from the top, a yes to the left. Below `depth` questions a tree is cut, and the cut says how much is missing; 0 = all of it.
/// Empty without a part. The first part is the root; children stand after their parents.
Drawing treeChart(const std::vector<TreePart>& parts, const std::string& title, std::size_t depth = 0);

}  // namespace engine::report
