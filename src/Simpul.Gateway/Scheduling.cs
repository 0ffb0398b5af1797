using System.Runtime.CompilerServices;

namespace Simpul.Gateway;

/// <summary>
/// Where work is done. A call is gone through on the thread that the kernel told of its bytes: handing each of its steps to the thread pool costs more than most steps. Such a thread serves
/// many connections, so that whatever blocks or takes long moves to the pool by itself.
/// </summary>
static class Scheduling
{
    const string Setting = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Bytes from which checking, cutting down or hashing a body at once takes so long that others would wait for it.</summary>
    internal const int Long = 64 * 1024;

    /// <summary>Before the first socket is used: the framework reads it once. Whoever has set it has decided.</summary>
    internal static void Inline()
    {
        if (Environment.GetEnvironmentVariable(Setting) is null) Environment.SetEnvironmentVariable(Setting, "1");
    }

    /// <summary>What follows goes on by the thread pool.</summary>
    internal static ConfiguredTaskAwaitable Elsewhere() => Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
}
