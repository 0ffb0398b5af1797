using System.Security.Cryptography;

namespace Simpul.Gateway.Calls;

/// <summary>Random bytes of the system's generator, fetched for many calls at once: every fetch is a call of the kernel.</summary>
static class RandomBytes
{
    const int Fetched = 3072;

    [ThreadStatic]
    static byte[]? store;

    [ThreadStatic]
    static int used;

    internal static void Fill(Span<byte> to)
    {
        if (store is null || used + to.Length > Fetched)
        {
            store ??= new byte[Fetched];
            RandomNumberGenerator.Fill(store);
            used = 0;
        }
        store.AsSpan(used, to.Length).CopyTo(to);
        used += to.Length;
    }
}
