namespace Simpul.Web.Platform.Access;

/// <summary>
/// Personal data as it lies in the database: AES-256-GCM under the instance's data key, base64 with the key's number in front, bound to its record and field.
/// Only <see cref="Sealer"/> makes and opens one, so that a value cannot slip into a log or a page by being a string.
/// </summary>
public readonly record struct Sealed
{
    private readonly string? cipher;

    internal Sealed(string? cipher) => this.cipher = string.IsNullOrEmpty(cipher) ? null : cipher;

    /// <summary>The cipher text; empty where there is no value.</summary>
    public string Cipher => cipher ?? "";

    public bool IsEmpty => cipher is null;

    /// <summary>Never the value: what a log or a page would show by mistake.</summary>
    public override string ToString() => IsEmpty ? "" : "••••";
}
