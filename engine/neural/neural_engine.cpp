#include "engine/neural/neural_engine.h"

namespace engine::neural
{

// Out of line: the type information of the border lives once, in the engine library.
Model::~Model() = default;
NeuralEngine::~NeuralEngine() = default;
BatchSource::~BatchSource() = default;
EpochSink::~EpochSink() = default;
PretrainSink::~PretrainSink() = default;

}  // namespace engine::neural
