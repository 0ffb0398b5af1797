namespace Simpul.Web.Modules.Audits.Tools;

/// <summary>Reads the result file of any tool that is known, by what the file is and not by its name.</summary>
internal static class ToolFiles
{
    /// <exception cref="UnreadableToolFileException">It is none, or one that costs too much.</exception>
    /// <param name="content">Can seek.</param>
    public static async Task<ToolFile> Read(Stream content, CancellationToken cancel)
    {
        content.Position = 0;
        var start = new byte[4096];
        var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        content.Position = 0;
        var text = System.Text.Encoding.UTF8.GetString(start, 0, read).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Length == 0)
        {
            throw new UnreadableToolFileException("Berkas kosong. Pilih berkas yang berisi.");
        }
        return text[0] switch
        {
            '{' => await SarifFile.Read(content, cancel),
            '<' when text.Contains("<NessusClientData_v2", StringComparison.Ordinal) => await NessusFile.Read(content),
            '<' => await GvmFile.Read(content),
            _ => throw new UnreadableToolFileException("Berkas ini bukan hasil alat yang dikenal. Yang dapat dibaca: SARIF 2.1.0 (JSON), laporan XML OpenVAS/GVM, dan Nessus v2."),
        };
    }
}
