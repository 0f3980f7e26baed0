"""Exports of other programs, recognised by headings that only they have together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from crmtui.domain.headerwords import by_word


class Export(NamedTuple):
    """What a program's export looks like: telling headings, and what its own headings mean."""

    program: str
    signs: frozenset[str]
    fields: Mapping[str, str]
    people: bool  # rows are people, with or without a company


# The reading of a name, its suffixes and what it is filed under: nothing to call somebody by.
_DRESSING = (
    "namesuffix suffix initials phoneticfirstname phoneticmiddlename phoneticlastname fileas "
    "yominame givennameyomi additionalnameyomi familynameyomi photo"
)
_PERSON = {
    "contact.first": "firstname givenname 名 vorname",
    "contact.middle": "middlename additionalname 中间名 weiterevornamen",
    "contact.last": "lastname familyname 姓 nachname",
}
_GOOGLE = {
    **_PERSON,
    "name": "organizationname organization1name",
    "contact.position": "organizationtitle organization1title",
    "contact.prefix": "nameprefix",
    "tags": "labels groupmembership",
    "address": "address1formatted",
    "city": "address1city",
    "province": "address1region",
    "-": (
        f"{_DRESSING} address1label address1type address1street address1pobox address1postalcode "
        "address1country address1extendedaddress website1label website1type organization1type "
        "organization1yominame organization1symbol directoryserver mileage sensitivity priority "
        "billinginformation maidenname shortname"
    ),
}
_OUTLOOK = {
    **_PERSON,
    "contact.prefix": "title 称谓 anrede",
    "name": "company 单位 firma",
    "contact.position": "jobtitle 职务 position",
    "address": "businessstreet 商务地址街道 straßegeschäftlich",
    "city": "businesscity 商务地址市县 ortgeschäftlich",
    "province": "businessstate 商务地址省市自治区 regiongeschäftlich bundeslandkantongeschäftlich",
    "point.phone work": (
        "businessphone businessphone2 商务电话 商务电话2 telefongeschäftlich telefongeschäftlich2"
    ),
    "point.phone company": "companymainphone 单位主要电话 telefonfirma",
    "point.phone home": "homephone homephone2 住宅电话 住宅电话2 telefonprivat telefonprivat2",
    "point.phone assistant": "assistantsphone 助理的电话 telefonassistent",
    "point.phone other": (
        "otherphone primaryphone carphone radiophone callback 其他电话 主要电话 车载电话 无线电话 "
        "回电话 weiterestelefon haupttelefon autotelefon rückmeldung"
    ),
    "point.mobile": "mobilephone 移动电话 mobiltelefon mobiltelefon2",
    "point.fax work": "businessfax 商务传真 faxgeschäftlich",
    "point.fax home": "homefax 住宅传真 faxprivat",
    "point.fax other": "otherfax 其他传真 weiteresfax",
    "point.email": (
        "emailaddress email2address email3address 电子邮件地址 电子邮件2地址 电子邮件3地址 "
        "emailadresse email2adresse email3adresse"
    ),
    "occasion.wedding": "anniversary 纪念日 jahrestag",
    "tags": "categories 类别 kategorien",
    "contact.family": "spouse 配偶 partner",
    "note": "notes 附注 notizen",
    "-": (
        f"{_DRESSING} 后缀 emailtype email2type email3type emaildisplayname email2displayname "
        "email3displayname 电子邮件类型 电子邮件2类型 电子邮件3类型 电子邮件显示名称 "
        "电子邮件2显示名称 电子邮件3显示名称 emailtyp email2typ email3typ emailangezeigtername "
        "email2angezeigtername email3angezeigtername businesspostalcode businesscountryregion "
        "商务地址邮政编码 商务地址国家地区 postleitzahlgeschäftlich landregiongeschäftlich isdn "
        "ttytddphone telex priority private sensitivity 优先级 私有 敏感度 priorität privat "
        "vertraulichkeit language 语言 sprache 缩写 initialen"
    ),
}
_CRM = {
    **_PERSON,
    "name": (
        "accountname company companyname associatedcompany primaryassociatedcompany "
        "organization organizationname organisation"
    ),
    "number": "accountnumber",
    "contact.position": "title jobtitle",
    "contact.prefix": "salutation prefix",
    "owner": "contactowner accountowner leadowner companyowner owner ownername sales",
    "address": "mailingstreet billingstreet street streetaddress address address1",
    "city": "mailingcity billingcity city",
    "province": (
        "mailingstate billingstate mailingstateprovince billingstateprovince stateprovince "
        "stateregion state"
    ),
    "point.mobile": "mobilephone mobilephonenumber mobile",
    "point.phone assistant": "asstphone assistantphone",
    "point.email": "email secondaryemail emails",
    "point.phone": "phone phonenumber contactnumbers",
    "birthday": "birthdate dateofbirth birthday",
    "last_on": "lastactivitydate lastcontacted lastactivity lastactivitytime lastseen",
    "next_on": "nextactivitydate",
    "note": "description notes",
    "contact.note": "background",
    "tags": "tag tags",
    "-": (
        "id recordid accountid contactid leadid ownerid isdeleted masterrecordid reportstoid "
        "createdbyid lastmodifiedbyid systemmodstamp jigsaw photourl isconverted "
        "convertedaccountid "
        "convertedcontactid companyid salesid nbtasks organizationid userid contactownerid "
        "accountownerid leadownerid accountnameid associatedcompanyids primaryassociatedcompanyid "
        "mailinglatitude mailinglongitude billinglatitude billinglongitude"
    ),
}
_PIPEDRIVE = {
    "contact.name": "personname dealcontactperson",
    "contact.first": "personfirstname",
    "contact.last": "personlastname",
    "name": "personorganization organizationname dealorganization",
    "owner": "personowner organizationowner dealowner",
    "address": "organizationaddress",
    "contact.position": "personjobtitle",
    "point.email": "personemail",
    "point.email work": "personemailwork",
    "point.email home": "personemailhome",
    "point.email other": "personemailother",
    "point.phone": "personphone",
    "point.phone work": "personphonework",
    "point.phone home": "personphonehome",
    "point.mobile": "personphonemobile",
    "point.phone other": "personphoneother",
    "last_on": "personlastactivitydate organizationlastactivitydate",
    "next_on": "personnextactivitydate organizationnextactivitydate",
    "tags": "personlabel personlabels organizationlabel organizationlabels",
    "note": "personnotes organizationnotes",
    "birthday": "personbirthday",
    "-": "personid organizationid dealid personorganizationid",
}
# Where the whole name stands beside its parts, the parts say nothing more.
_WHOLE = {
    **{field: words for field, words in _GOOGLE.items() if field not in _PERSON},
    "contact.name": "name",
    "-": _GOOGLE["-"] + " givenname familyname additionalname",
}
_OWN_NAME = {**_CRM, "name": "name"}
_PERSONS_NAME = {**_CRM, "contact.name": "name", "name": "organization organizationname"}


def _export(program: str, signs: str, fields: Mapping[str, str], *, people: bool = True) -> Export:
    return Export(program, frozenset(signs.split()), by_word(fields), people)


# The first one whose signs are all there is it: those with more to tell come first.
EXPORTS = (
    _export("Google Contacts", "fileas organizationname phoneticfirstname", _GOOGLE),
    _export("Google Contacts", "givenname familyname yominame groupmembership", _WHOLE),
    _export("Outlook", "firstname lastname emailaddress businessphone", _OUTLOOK),
    _export("Outlook", "名 姓 单位 商务电话", _OUTLOOK),
    _export("Outlook", "vorname nachname firma telefongeschäftlich", _OUTLOOK),
    _export("atomic-crm", "firstname lastname firstseen lastseen", _CRM),
    _export("Krayin", "name emails contactnumbers", _PERSONS_NAME),
    _export("Zoho CRM", "recordid contactowner accountname lastname", _CRM),
    _export("Zoho CRM", "recordid leadowner company", _CRM),
    _export("Zoho CRM", "recordid accountowner accountname", _CRM, people=False),
    _export("HubSpot", "recordid companyname companyowner", _CRM, people=False),
    _export("HubSpot", "recordid firstname lastname email", _CRM),
    _export("HubSpot", "firstname lastname email contactowner", _CRM),
    _export("Salesforce", "lastname firstname accountname mailingcity", _CRM),
    _export("Salesforce", "id lastname accountid", _CRM),
    _export("Salesforce", "id lastname company isconverted", _CRM),
    _export("Salesforce", "lastname company leadsource leadowner", _CRM),
    _export("Salesforce", "id name billingcity", _OWN_NAME, people=False),
    _export("Salesforce", "accountname accountowner billingcity", _CRM, people=False),
    _export("Salesforce", "accountname accountowner billingstateprovince", _CRM, people=False),
    _export("Pipedrive", "dealtitle dealstage", _PIPEDRIVE, people=False),
    _export("Pipedrive", "personname personorganization", _PIPEDRIVE),
    _export("Pipedrive", "personname personowner", _PIPEDRIVE),
    _export("Pipedrive", "organizationname organizationowner", _PIPEDRIVE, people=False),
)


def export_of(keys: Collection[str]) -> Export | None:
    """The program that writes headings like these; None where it is nobody's export."""
    present = frozenset(keys)
    return next((export for export in EXPORTS if export.signs <= present), None)
