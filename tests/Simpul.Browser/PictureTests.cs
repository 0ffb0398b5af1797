using System.Buffers.Binary;
using Shouldly;
using Xunit;

namespace Simpul.Browser;

/// <summary>What only a browser does with the architecture: pictures as PNG, codes suggested while they are typed.</summary>
public sealed class PictureTests(Site site)
{
    [Theory]
    [InlineData("/kerja/arsitektur/peta-aplikasi", "peta-aplikasi.png")]
    [InlineData("/kerja/peta-rencana", "peta-rencana.png")]
    public async Task A_picture_is_saved_as_PNG_at_twice_its_size_under_the_policy_of_the_page(string href, string name)
    {
        var page = await site.Open("kominfo");
        await page.GotoAsync(href);
        var width = await page.EvaluateAsync<double>("() => document.querySelector('figure.picture svg').viewBox.baseVal.width");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button[data-png]"));
        saved.SuggestedFilename.ShouldBe(name);
        var png = await File.ReadAllBytesAsync(await saved.PathAsync());
        png[..8].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)).ShouldBe((int)(2 * width));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_script_there_is_no_button_that_does_nothing()
    {
        var page = await site.Open("kominfo", script: false);
        await page.GotoAsync("/kerja/arsitektur/peta-aplikasi");
        (await page.Locator("button[data-png]").IsVisibleAsync()).ShouldBeFalse();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_reference_code_is_suggested_by_its_words_within_the_chosen_domain()
    {
        var page = await site.Open("kominfo");
        await page.GotoAsync("/kerja/butir-arsitektur/baru");
        await page.SelectOptionAsync("[name='Form.Input[domain]']", "Data");
        await page.Locator("[name='Form.Input[reference]']").PressSequentiallyAsync("kependud");
        await page.WaitForFunctionAsync("() => document.querySelector('[name=\"Form.Input[reference]\"]').list.options.length > 0");
        var codes = await page.EvaluateAsync<string[]>("() => [...document.querySelector('[name=\"Form.Input[reference]\"]').list.options].map(option => option.value)");
        codes.ShouldAllBe(code => code.StartsWith("RAD.", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }
}
