namespace Simpul.Web.Platform.Profile.Text;

/// <summary>Recognises what stands around the articles: titles, the closing formula, the signature below an annex.</summary>
internal static class Surroundings
{
    /// <summary>A title goes on over the lines that follow without a gap; the title itself may stand behind one.</summary>
    public static bool GoesOnWithTitle(Draft title, SourceLine line)
    {
        var heading = title.Heading;
        if (heading.Length > 400 || line.Mark.Kind != MarkKind.None) return false;
        var small = line.Text.Any(char.IsLower);
        if (title.Kind == ProvisionKind.Annex) return !small || StartsWithAny(line.Text, ["Peraturan", "Keputusan", "Nomor", "Tentang", "Tanggal"]);
        if (line.Text[^1] is '.' or ';' or ':') return false;
        if (title.Kind == ProvisionKind.Division) return !line.Gap && !Phrase.IsFresh(line.Text);
        if (heading.Length == 0) return true;
        for (var at = 0; at < heading.Length; at++)
        {
            if (char.IsLower(heading[at])) return !line.Gap;
        }

        return !line.Gap && !small;
    }

    public static bool EndsBody(string text) =>
        text.StartsWith("Agar setiap orang", StringComparison.OrdinalIgnoreCase)
        || (text.Length < 80 && (text.StartsWith("Ditetapkan di ", StringComparison.Ordinal) || text.StartsWith("Diundangkan di ", StringComparison.Ordinal)));

    /// <summary>"BUPATI CONTOH," in capitals.</summary>
    public static bool EndsAnnex(string text) =>
        text[^1] == ',' && text.Length < 80 && !text.Any(char.IsLower)
        && StartsWithAny(text, ["BUPATI", "WALI KOTA", "WALIKOTA", "GUBERNUR", "SEKRETARIS DAERAH", "MENTERI", "KEPALA", "PRESIDEN"]);

    private static bool StartsWithAny(string text, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
