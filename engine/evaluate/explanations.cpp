#include "engine/evaluate/explanations.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/core/error.h"

namespace engine::evaluate {

namespace {

constexpr std::array kExplanations{
    Explanation{"roc-auc", "ROC-AUC",
                "Take one track that has the tag and one that does not. ROC-AUC is how often the model scores the first one higher; "
                "equal scores count half. It does not depend on a threshold or on how rare the tag is.",
                "0.5"},
    Explanation{"average-precision", "Average precision",
                "Sort all tracks by the tag's score, best first. Average precision is the share of right tracks down the list, averaged "
                "over the places where a right one stands. Papers call it PR-AUC.",
                "the share of tracks that have the tag"},
    Explanation{"interval", "95 % interval",
                "With other test tracks of the same kind the value would move. In 95 of 100 such repetitions the interval holds the true "
                "value. Few tracks with the tag make it wide.",
                "0.5 inside the interval: could be luck"},
    Explanation{"better-than-chance", "Better than chance",
                "Yes, if even the lower end of the ROC-AUC interval is above 0.5. Not enough data, if fewer than two tracks have (or lack) "
                "the tag, or if so few stand in perfect order that no spread can be estimated.",
                "about 1 tag in 40 by luck"},
    Explanation{"threshold", "Threshold",
                "A tag is given to a track when its score reaches the threshold. It is the score with the best F1 on the validation tracks; "
                "the test tracks shown here had no part in choosing it.",
                ""},
    Explanation{"precision", "Precision", "Of the tracks that were given the tag, the share that really have it.",
                "the share of tracks that have the tag"},
    Explanation{"recall", "Recall", "Of the tracks that really have the tag, the share that was found.", "the share of tracks that are given the tag"},
    Explanation{"f1", "F1", "One number for precision and recall (their harmonic mean): high only if both are high.", ""},
    Explanation{"macro", "Macro mean", "The plain mean over tags: a rare tag counts as much as a common one. Tags without a value are left out and named.",
                "0.5 for ROC-AUC"},
    Explanation{"micro", "Micro mean", "All track and tag pairs in one pot: common tags count more.", "0.5 for ROC-AUC"},
    Explanation{"confusion", "Confusion matrix",
                "Rows: the class a track has. Columns: the class the model named. The diagonal is right; a bright cell off it is a pair of "
                "classes the model mixes up.",
                ""},
    Explanation{"tag-confusion", "Tag confusion",
                "Rows: tracks that truly have a tag. Columns: which tags they were given. Tags that often go together in music are bright "
                "off the diagonal too, so not every such cell is a mistake.",
                ""},
    Explanation{"map", "Map",
                "Each point is a track; tracks whose tag scores are alike lie close together (t-SNE). Neighbourhoods mean something, "
                "distances between far groups do not.",
                ""},
};

}  // namespace

std::span<const Explanation> explanations()
{
    return kExplanations;
}

const Explanation& explanation(std::string_view id)
{
    const auto found = std::find_if(kExplanations.begin(), kExplanations.end(), [id](const Explanation& e) { return e.id == id; });
    if (found == kExplanations.end()) throw Error(ErrorCode::NotFound, std::string(id), "there is no explanation of this metric");
    return *found;
}

}  // namespace engine::evaluate
