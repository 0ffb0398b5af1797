using Microsoft.AspNetCore.Mvc.Rendering;
using Shouldly;
using Simpul.Web.Platform.Ui.Tags;
using Xunit;
using static Simpul.Tests.Platform.Ui.Rendering;

namespace Simpul.Tests.Platform.Ui;

public sealed class FieldTests
{
    private readonly Rendering page = new();

    [Fact]
    public async Task A_field_ties_label_help_and_control_together()
    {
        var body = await Page(Field(nameof(FormInput.Name), tag => (tag.Help, tag.Autocomplete) = ("Tulis lengkap.", "organization")));
        var input = body.QuerySelector("input").ShouldNotBeNull();
        input.GetAttribute("name").ShouldBe("Input.Name");
        input.GetAttribute("type").ShouldBe("text");
        input.GetAttribute("maxlength").ShouldBe("80");
        input.GetAttribute("autocomplete").ShouldBe("organization");
        input.HasAttribute("required").ShouldBeTrue();
        body.QuerySelector($"label[for={input.Id}]")!.TextContent.ShouldBe("Nama");
        body.QuerySelector($"#{input.GetAttribute("aria-describedby")}")!.TextContent.ShouldBe("Tulis lengkap.");
        input.HasAttribute("aria-invalid").ShouldBeFalse();
    }

    [Fact]
    public async Task What_may_be_left_out_says_so_and_what_may_not_says_nothing()
    {
        var body = await Page(Field(nameof(FormInput.Note)), Field(nameof(FormInput.Name)), Field(nameof(FormInput.Shown)));
        body.QuerySelector("label[for=Input_Note]")!.TextContent.ShouldBe("Keterangan (opsional)");
        body.QuerySelector("label[for=Input_Name]")!.TextContent.ShouldBe("Nama");
        body.QuerySelector("label[for=Input_Shown]")!.TextContent.ShouldBe("Tampil di portal");
        body.QuerySelector("#Input_Note")!.HasAttribute("required").ShouldBeFalse();
    }

    [Fact]
    public async Task An_error_stands_at_the_field_and_what_was_typed_is_kept()
    {
        page.State.SetModelValue("Input.Name", "<Dinas>", "<Dinas>");
        page.State.AddModelError("Input.Name", "Nama sudah dipakai. Pilih nama lain.");
        var body = await Page(Field(nameof(FormInput.Name), tag => tag.Help = "Tulis lengkap."));
        var input = body.QuerySelector("input").ShouldNotBeNull();
        input.GetAttribute("value").ShouldBe("<Dinas>");
        input.GetAttribute("aria-invalid").ShouldBe("true");
        var described = input.GetAttribute("aria-describedby")!.Split(' ').Select(id => body.QuerySelector("#" + id).ShouldNotBeNull().TextContent).ToList();
        described[0].ShouldBe("Tulis lengkap.");
        described[1].ShouldContain("Kesalahan: Nama sudah dipakai. Pilih nama lain.");
    }

    [Theory]
    [InlineData(nameof(FormInput.Note), "textarea", null, null)]
    [InlineData(nameof(FormInput.From), "input", "date", "2026-11-22")]
    [InlineData(nameof(FormInput.Budget), "input", "text", "1250000,5")]
    [InlineData(nameof(FormInput.Days), "input", "text", "5")]
    [InlineData(nameof(FormInput.Mail), "input", "email", "a@contoh.go.id")]
    [InlineData(nameof(FormInput.Secret), "input", "password", null)]
    [InlineData(nameof(FormInput.File), "input", "file", null)]
    public async Task The_control_follows_from_the_property(string property, string element, string? type, string? value)
    {
        var body = await Page(Field(property));
        var control = body.QuerySelector("#Input_" + property).ShouldNotBeNull();
        control.LocalName.ShouldBe(element);
        control.GetAttribute("type").ShouldBe(type);
        control.GetAttribute("value").ShouldBe(value);
    }

    [Fact]
    public async Task Numbers_bring_up_the_number_keys_and_units_stand_beside_them()
    {
        var body = await Page(Field(nameof(FormInput.Budget), tag => tag.Prefix = "Rp"), Field(nameof(FormInput.Days), tag => tag.Suffix = "hari kerja"));
        body.QuerySelector("#Input_Budget")!.GetAttribute("inputmode").ShouldBe("decimal");
        body.QuerySelector("#Input_Days")!.GetAttribute("inputmode").ShouldBe("numeric");
        body.QuerySelector("#Input_Budget")!.PreviousElementSibling!.TextContent.ShouldBe("Rp");
        body.QuerySelector("#Input_Days")!.NextElementSibling!.TextContent.ShouldBe("hari kerja");
    }

    [Fact]
    public async Task A_text_that_begins_with_an_empty_line_keeps_it()
    {
        page.State.SetModelValue("Input.Note", "\nBaris kedua", "\nBaris kedua");
        var area = (await Page(Field(nameof(FormInput.Note)))).QuerySelector("textarea").ShouldNotBeNull();
        area.TextContent.ShouldBe("\nBaris kedua");
    }

    [Fact]
    public async Task A_select_chooses_what_was_chosen_and_starts_with_nothing()
    {
        page.State.SetModelValue("Input.Kind", "badan", "badan");
        var body = await Page(Field(nameof(FormInput.Kind), tag => tag.Items = [new("Dinas", "dinas"), new("Badan", "badan")]));
        body.QuerySelectorAll("option").Select(option => option.TextContent).ShouldBe(["Pilih", "Dinas", "Badan"]);
        body.QuerySelectorAll("option[selected]").Single().GetAttribute("value").ShouldBe("badan");
    }

    [Fact]
    public async Task Groups_of_choices_are_kept_together()
    {
        var group = new SelectListGroup { Name = "Kecamatan" };
        var body = await Page(Field(nameof(FormInput.Kind), tag => tag.Items = [new("Dinas", "d"), new("Ilir Barat I", "i") { Group = group }, new("Sukarami", "s") { Group = group }]));
        body.QuerySelectorAll("optgroup[label=Kecamatan] option").Length.ShouldBe(2);
        body.QuerySelectorAll("select > option").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Radios_stand_in_a_named_group_whose_first_has_the_field_s_id()
    {
        page.State.SetModelValue("Input.Level", "District", "District");
        page.State.AddModelError("Input.Level", "Pilih tingkat.");
        var body = await Page(Field(nameof(FormInput.Level), tag => tag.Type = "radios"));
        body.QuerySelector("fieldset > legend")!.TextContent.ShouldBe("Tingkat (opsional)");
        var radios = body.QuerySelectorAll("input[type=radio][name='Input.Level']");
        radios.Select(radio => radio.Id).ShouldBe(["Input_Level", "Input_Level_2"]);
        radios.Select(radio => body.QuerySelector($"label[for={radio.Id}]")!.TextContent).ShouldBe(["Kota", "Kecamatan"]);
        radios.Single(radio => radio.HasAttribute("checked")).GetAttribute("value").ShouldBe("District");
        body.QuerySelector("#" + body.QuerySelector("fieldset")!.GetAttribute("aria-describedby"))!.TextContent.ShouldContain("Pilih tingkat.");
    }

    [Fact]
    public async Task A_list_becomes_boxes_each_ticked_by_what_the_model_holds()
    {
        var model = Model();
        model.Roles.AddRange(["b", "c"]);
        var tag = page.Tag<FieldTag>();
        (tag.For, tag.Items) = (page.For(model, nameof(FormInput.Roles)), [new("A", "a"), new("B", "b"), new("C", "c")]);
        var body = await Page(Write("s-field", tag));
        body.QuerySelectorAll("input[type=checkbox][checked]").Select(box => box.GetAttribute("value")).ShouldBe(["b", "c"]);
    }

    [Fact]
    public async Task A_tick_box_sends_false_when_it_is_not_ticked()
    {
        var boxes = (await Page(Field(nameof(FormInput.Shown)))).QuerySelectorAll("[name='Input.Shown']");
        boxes.Select(box => (box.GetAttribute("type"), box.GetAttribute("value"))).ShouldBe([("checkbox", "true"), ("hidden", "false")]);
    }

    [Fact]
    public async Task A_password_is_never_sent_back()
    {
        page.State.SetModelValue("Input.Secret", "rahasia sekali", "rahasia sekali");
        (await Page(Field(nameof(FormInput.Secret)))).InnerHtml.ShouldNotContain("rahasia");
    }

    [Fact]
    public async Task Personal_data_is_marked_so_that_no_draft_keeps_it() =>
        (await Page(Field(nameof(FormInput.Mail), tag => tag.Private = true))).QuerySelector(".field")!.HasAttribute("data-private").ShouldBeTrue();

    [Fact]
    public async Task A_field_without_a_label_does_not_render() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => Page(Field(nameof(FormInput.Unnamed))))).Message.ShouldContain("Input.Unnamed");

    [Fact]
    public async Task The_summary_lists_what_is_wrong_in_the_page_s_order_with_links_that_land()
    {
        page.Validate(new FormInput { Name = null!, Mail = "bukan surel", Days = 400, Secret = "x", Kind = "x", Unnamed = "x" });
        page.State.AddModelError("", "Tidak dapat disimpan sekarang.");
        var errors = page.Tag<ErrorsTag>();
        var body = await Page(Write("s-errors", errors), Field(nameof(FormInput.Days)), Field(nameof(FormInput.Name)), Field(nameof(FormInput.Mail)));
        var summary = body.QuerySelector(".errors").ShouldNotBeNull();
        summary.HasAttribute("autofocus").ShouldBeTrue();
        summary.GetAttribute("tabindex").ShouldBe("-1");
        summary.QuerySelector("h2")!.TextContent.ShouldBe("Ada 4 hal yang perlu diperbaiki");
        summary.QuerySelectorAll("li").Select(item => item.TextContent).ShouldBe([
            "Tidak dapat disimpan sekarang.",
            "Tenggat harus antara 1 dan 90.",
            "Nama belum diisi. Lengkapi dahulu.",
            "Surel bukan alamat surel yang lengkap. Tulis seperti nama@contoh.go.id.",
        ]);
        summary.QuerySelectorAll("a").Select(link => body.QuerySelector(link.GetAttribute("href")!)).ShouldAllBe(field => field != null);
    }

    [Fact]
    public async Task Nothing_wrong_writes_no_summary() => (await Page(Write("s-errors", page.Tag<ErrorsTag>()))).ChildElementCount.ShouldBe(0);

    [Fact]
    public async Task A_form_leaves_checking_to_us_and_names_its_draft()
    {
        var form = page.Tag<FormTag>();
        form.Draft = "agensi";
        var element = (await Page(Write("form", form))).QuerySelector("form").ShouldNotBeNull();
        element.HasAttribute("novalidate").ShouldBeTrue();
        element.GetAttribute("data-draft").ShouldBe("agensi");
    }

    private static FormInput Model() => new() { From = new DateOnly(2026, 11, 22), Budget = 1_250_000.5m, Days = 5, Mail = "a@contoh.go.id", Secret = "rahasia" };

    private Piece Field(string property, Action<FieldTag>? set = null)
    {
        var tag = page.Tag<FieldTag>();
        tag.For = page.For(Model(), property);
        set?.Invoke(tag);
        return Write("s-field", tag);
    }
}
