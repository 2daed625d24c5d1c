#include "app/commands/neural_session.h"

namespace app
{

NeuralSession openNeuralSession(CommandContext& context)
{
    NeuralSession session{engine::neural::openNeuralEngine(), {}};
    session.engine->setThreads(context.threads());
    session.device = session.engine->resolveDevice(context.options.device);
    if (!session.device.note.empty()) context.note(session.device.note);
    return session;
}

}  // namespace app
