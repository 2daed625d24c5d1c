#include "engine/neural/codified.h"

namespace engine::neural
{

CodifiedSink::~CodifiedSink() = default;
CodifiedModel::~CodifiedModel() = default;

}  // namespace engine::neural
