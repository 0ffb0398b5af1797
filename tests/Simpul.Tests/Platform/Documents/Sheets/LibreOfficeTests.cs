using System.Diagnostics;
using Shouldly;
using Simpul.Web.Platform.Documents.Sheets;
using Xunit;

namespace Simpul.Tests.Platform.Documents.Sheets;

/// <summary>Another program opens what is written and writes what is read; skipped where LibreOffice is not installed.</summary>
public sealed class LibreOfficeTests : IDisposable
{
    private static readonly string[] Programs = ["/usr/bin/soffice", "/usr/local/bin/soffice"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("simpul-sheets-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task LibreOffice_opens_a_workbook_and_saves_it_without_a_difference()
    {
        var soffice = Programs.FirstOrDefault(File.Exists);
        Assert.SkipWhen(soffice is null, "LibreOffice is not installed.");

        var path = Path.Combine(folder.FullName, "aset.xlsx");
        await using (var file = File.Create(path))
        {
            using var workbook = new WorkbookWriter(file, "Aset");
            var sheet = workbook.Sheet("Aset", [new("Kode"), new("Nilai", CellKind.Number), new("Tanggal", CellKind.Date), new("Aktif", CellKind.Boolean) { Help = "Ya bila dipakai." }], "Daftar aset");
            sheet.Row(["007", 1_250_000.5m, new DateOnly(2026, 11, 22), true]);
            sheet.Row(["=1+1", -3, new DateOnly(1945, 8, 17), false]);
            sheet.Row(["198001012005011001", null, null, null]);
            sheet.Row(["dua\nbaris “kutip” — _x0041_", 2.59m, null, true]);
        }

        await Convert(soffice!, path, "xlsx:Calc MS Excel 2007 XML");
        await using var saved = File.OpenRead(Path.Combine(folder.FullName, "keluar", "aset.xlsx"));
        var rows = Sheets.Read(saved, "Kode", "Nilai", "Tanggal", "Aktif");
        rows.Select(row => (row.RowNumber, row["Kode"], row.Number("Nilai"), row.Date("Tanggal"), row.Boolean("Aktif"))).ShouldBe([
            (3, "007", 1_250_000.5m, new DateOnly(2026, 11, 22), true),
            (4, "=1+1", -3m, new DateOnly(1945, 8, 17), false),
            (5, "198001012005011001", null, null, null),
            (6, "dua\nbaris “kutip” — _x0041_", 2.59m, null, true),
        ]);
        rows.SelectMany(row => row.Problems).ShouldBeEmpty();
    }

    private async Task Convert(string soffice, string path, string format)
    {
        using var process = Process.Start(new ProcessStartInfo(soffice)
        {
            ArgumentList = { $"-env:UserInstallation=file://{folder.FullName}/profile", "--headless", "--convert-to", format, "--outdir", Path.Combine(folder.FullName, "keluar"), path },
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var said = process.StandardError.ReadToEndAsync(patience.Token);
        await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(0, await said);
    }
}
