using System.Globalization;

namespace Simpul.Web.Platform.Ui;

/// <summary>An opaque colour as style sheets write it, <c>#0b4a9e</c>.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static Colour White { get; } = new(255, 255, 255);

    public static bool TryParse(string? text, out Colour colour)
    {
        colour = default;
        if (text is not { Length: 7 } || text[0] != '#' || !uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)) return false;
        colour = new Colour((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        return true;
    }

    /// <summary>WCAG 2 contrast ratio, 1 to 21.</summary>
    public double Contrast(Colour other)
    {
        var (a, b) = (Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>This colour with a share (0 to 1) of another in it.</summary>
    public Colour Mix(Colour other, double share)
    {
        byte Between(byte from, byte to) => (byte)Math.Round(from + ((to - from) * share));
        return new Colour(Between(Red, other.Red), Between(Green, other.Green), Between(Blue, other.Blue));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}

/// <summary>A government's own action colour in place of Simpul's blue.</summary>
public static class Palette
{
    private static readonly Colour Black = new(0, 0, 0), Night = new(0x10, 0x16, 0x1f);

    /// <summary>
    /// The style sheet that sets the brand tokens for both themes, or in <paramref name="refusal"/> (Indonesian) why the colour will not do:
    /// white words on it, and it as words on white, need a contrast of 4.5.
    /// </summary>
    public static string? StyleSheet(string? action, out string? refusal)
    {
        refusal = null;
        if (!Colour.TryParse(action, out var colour))
        {
            refusal = "Warna ditulis sebagai # dan enam angka heksadesimal, misalnya #0b4a9e.";
            return null;
        }
        var contrast = colour.Contrast(Colour.White);
        if (contrast < 4.5)
        {
            refusal = $"Warna {colour} terlalu muda: kontrasnya dengan putih {Text.Indonesian.Number((decimal)contrast, 2)}, paling sedikit 4,50. Pilih warna yang lebih tua.";
            return null;
        }
        // In the dark the same hue must be light enough for words, and a button dark enough for white words on it.
        var link = colour;
        while (link.Contrast(Night.Mix(colour, 0.15)) < 7.5) link = link.Mix(Colour.White, 0.06);
        var button = colour;
        while (button.Contrast(Night) < 2.6 && button.Mix(Colour.White, 0.06).Contrast(Colour.White) >= 4.6) button = button.Mix(Colour.White, 0.06);
        var light = Root(colour, colour.Mix(Black, 0.22), Colour.White.Mix(colour, 0.08), colour);
        var dark = Root(button, button.Mix(Black, 0.15), Night.Mix(colour, 0.15), link);
        return light + "\n@media screen and (prefers-color-scheme:dark){" + dark + "}\n";
    }

    private static string Root(Colour action, Colour hover, Colour tint, Colour link) =>
        $":root{{--ina-brand-primary:{action};--ina-brand-hover:{hover};--ina-brand-tint:{tint};--ina-content-link:{link};--ina-stroke-focus:{link}}}";
}
