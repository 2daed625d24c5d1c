#pragma once
#include <memory>

#include "engine/classic/classifier.h"

namespace engine::classic {

/// C-SVC by libsvm, one class against one, with the linear or the radial kernel.
std::unique_ptr<Classifier> makeSvm(bool radial, const Settings& settings);

}  // namespace engine::classic
