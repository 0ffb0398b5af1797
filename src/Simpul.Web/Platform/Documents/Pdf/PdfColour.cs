namespace Simpul.Web.Platform.Documents.Pdf;

/// <param name="Rgb">As on the web: 0x1D4E89.</param>
public readonly record struct PdfColour(int Rgb)
{
    internal static readonly PdfColour Ink = new(0x1B2430), Muted = new(0x566273), Rule = new(0xC9D1DB), Strong = new(0x1D4E89), Head = new(0xE8EDF4), White = new(0xFFFFFF);

    internal string Components => $"{Part(16)} {Part(8)} {Part(0)}";

    /// <summary>Mixed with white: 0 is white, 1 the colour itself.</summary>
    internal PdfColour Tint(double share) => new(Mixed(16, share) << 16 | Mixed(8, share) << 8 | Mixed(0, share));

    private int Mixed(int shift, double share) => (int)Math.Round(255 - (255 - (Rgb >> shift & 255)) * share);

    private string Part(int shift) => PdfFile.Number((Rgb >> shift & 255) / 255.0);
}
