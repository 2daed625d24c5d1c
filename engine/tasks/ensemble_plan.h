#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/neural/model_card.h"

namespace engine::tasks {

/// One network of an ensemble, as the first stage of training teaches it.
struct EnsembleMember {
    std::string arch;            ///< what the engine makes of it
    std::size_t samples = 0;     ///< that it hears at once
    int share = 1;               ///< so many of its windows sound as long as one of the longest member
};

/// Of an architecture whose card has "ensemble": several networks taught one after the other, then a classifier of whole songs.
bool isEnsemble(const neural::ModelCard& card);
/// Ascending lengths.
std::vector<EnsembleMember> ensembleMembers(const neural::ModelCard& card);
/// The architecture of the last stage; empty where the members merely vote.
std::string songClassifierOf(const neural::ModelCard& card);

/// Where stretches of a song begin: as few as cover it, evenly spread. frames >= window.
std::vector<std::size_t> stretchStarts(std::size_t frames, std::size_t window);

/// What can be said to other trainings, but not to one in stages. Throws Error{InvalidArgument}.
void refuseForEnsemble(const Json& parameters, const neural::ModelCard& card);

}  // namespace engine::tasks
