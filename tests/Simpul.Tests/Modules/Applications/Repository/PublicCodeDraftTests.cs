using Shouldly;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Applications.Repository;
using Simpul.Web.Modules.Applications.Repository.Reuse;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Repository;

/// <summary>What is written for an application without a publiccode.yml of its own is read back without a fault.</summary>
public sealed class PublicCodeDraftTests
{
    private const string Address = "https://simpul.contoh.go.id/git/APL-1.git";

    [Fact]
    public void Whatever_the_register_knows_the_draft_is_valid_by_the_reader_of_the_standard()
    {
        var random = new Random(71);
        for (var round = 0; round < 400; round++)
        {
            var application = new Application { Stage = Enum.GetValues<ApplicationStage>()[random.Next(5)], ServesPublic = random.Next(2) == 0, Copyright = Enum.GetValues<CopyrightHolder>()[random.Next(6)] };
            (application.Item.Name, application.Item.Description, application.Mandate, application.Users) = (Words(1, 250), random.Next(3) == 0 ? null : Words(0, 4000), random.Next(3) == 0 ? null : Words(0, 500), random.Next(3) == 0 ? null : Words(0, 500));
            application.Functions = [.. Enumerable.Range(0, random.Next(41)).Select(_ => Words(0, 200))];
            var repository = new CodeRepository { Id = application.Id, Licence = "EUPL-1.2", Terms = random.Next(2) == 0 ? null : Words(0, 2000) };
            ClientPlatform? platform = random.Next(4) is var at and < 3 ? (ClientPlatform)at : null;
            var (code, faults) = PublicCodeFile.Read(PublicCodeDraft.Write(application, repository, platform, Address, "Pemerintah Kota Contoh", "Dinas Contoh"));
            faults.ShouldBeEmpty($"round {round}");
            (code!.Name, code.Url, code.Licence).ShouldBe((application.Item.Name, Address, "EUPL-1.2"));
        }

        string Words(int least, int most)
        {
            const string letters = "abc DEF é“”:#'\"\\{}[]&*!|>%@`-,?\n\t—";
            var text = new string([.. Enumerable.Range(0, random.Next(least, random.Next(2) == 0 ? Math.Min(most, 30) : most)).Select(_ => letters[random.Next(letters.Length)])]);
            return least > 0 ? $"N{text}" : text;
        }
    }

    [Theory]
    [InlineData(ApplicationStage.Proposed, ClientPlatform.Mobile, "concept", "standalone/mobile", "android")]
    [InlineData(ApplicationStage.Testing, ClientPlatform.Web, "beta", "standalone/web", "web")]
    [InlineData(ApplicationStage.Running, ClientPlatform.Both, "stable", "standalone/web", "web android")]
    [InlineData(ApplicationStage.Retired, null, "obsolete", "standalone/web", "web")]
    public void It_says_how_the_application_stands_and_where_it_runs(ApplicationStage stage, ClientPlatform? platform, string status, string type, string platforms)
    {
        var application = new Application { Stage = stage, Functions = ["mengambil nomor antrean"] };
        (application.Item.Name, application.Item.Description) = ("Antrean", "Antrean pasien puskesmas.");
        var (code, _) = PublicCodeFile.Read(PublicCodeDraft.Write(application, new CodeRepository { Licence = "MIT", Terms = "Hubungi dinas." }, platform, Address, "Pemerintah Kota Contoh", "Dinas Contoh"));
        (code!.Status, code.SoftwareType, string.Join(' ', code.Platforms), code.Summary).ShouldBe((status, type, platforms, "Antrean pasien puskesmas."));
        code.Features.ShouldBe(["mengambil nomor antrean"]);
        code.Description!.ShouldContain("Ketentuan pemakaian ulang: Hubungi dinas.");
    }
}
