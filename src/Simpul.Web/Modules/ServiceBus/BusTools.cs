using System.Collections.Frozen;
using System.Security.Cryptography;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus;

/// <summary>Programs for machines that are not ours, on which keys lie or receipts are verified: given out as files, each with the hash by which whoever takes one knows that it is the right one.</summary>
internal static class BusTools
{
    public const string Sign = "sign-contract.py";
    public const string Verify = "verify-receipt.py";

    private static readonly FrozenDictionary<string, BusTool> files = new[] { Sign, Verify }.ToFrozenDictionary(name => name, Read, StringComparer.Ordinal);

    public static string HrefOf(string name) => $"/penghubung/alat/{name}";

    public static string Sha256Of(string name) => files[name].Sha256;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/penghubung/alat/{name}", (string name) =>
        files.TryGetValue(name, out var file) ? Results.File(file.Content, "text/x-python", name) : Results.NotFound()).WithMetadata(new PublicAttribute()).ExcludeFromDescription();

    private static BusTool Read(string name)
    {
        using var stream = typeof(BusTools).Assembly.GetManifestResourceStream($"BusTools.{name}") ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new(copy.ToArray(), Convert.ToHexStringLower(SHA256.HashData(copy.ToArray())));
    }

    private sealed record BusTool(byte[] Content, string Sha256);
}
